/** Next calls this once when the server starts: the worker runs in the same process unless WORKER says otherwise. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { env } = await import("@/lib/platform/env");
  if (env().WORKER === "off") return;
  const { startWorker } = await import("@/lib/workflows/operate/worker");
  await startWorker();
}
