import { startPortal } from "@/e2e/fixtures/stack/portal-process";
import { freePort } from "@/lib/embedded-database/database";

/** Returns an address of this machine that is free, and the variables of a portal that is served there. Its emails wait: no server takes them. */
export async function freeAddress() {
  const port = String(await freePort());
  const url = `http://127.0.0.1:${port}`;
  const env = { PORT: port, APP_URL: url, NEXTAUTH_URL: url, SMTP_URL: "smtp://127.0.0.1:1", MAIL_FROM: "bench@emptrust.example" };
  return { url, env };
}

/** Starts the built portal at a free address, with these variables over its own. */
export async function startPortalAnywhere(given: Record<string, string>): Promise<{ url: string; stop: () => Promise<void> }> {
  const { url, env } = await freeAddress();
  const { stop } = await startPortal({ ...env, ...given }, ["ignore", "ignore", "inherit"]);
  return { url, stop };
}
