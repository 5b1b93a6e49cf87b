/** Next calls this once when the server starts: tracing begins if it is configured, and the worker unless WORKER says otherwise. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { env } = await import("@/lib/platform/env");
  const { startTracing } = await import("@/lib/platform/telemetry/tracing");
  await startTracing();
  if (env().WORKER === "off") return;
  const { startWorker } = await import("@/lib/workflows/operate/worker");
  await startWorker();
}
