/**
 * Next calls this once when the server starts: tracing begins if it is configured, the key ring is checked, and the worker begins unless
 * WORKER says otherwise.
 */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { env } = await import("@/lib/platform/env");
  const { startTracing } = await import("@/lib/platform/telemetry/tracing");
  await startTracing();
  // Not awaited: a database that is away must not keep the portal from answering that it is.
  const { logKeyProblems } = await import("@/lib/workflows/operate/keys/key-problems");
  void logKeyProblems();
  if (env().WORKER === "off") return;
  const { startWorker } = await import("@/lib/workflows/operate/worker");
  await startWorker();
}
