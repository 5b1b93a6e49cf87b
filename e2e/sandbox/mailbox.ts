import { mkdir } from "node:fs/promises";
import { MailDev } from "maildev";
import { freePort } from "@/lib/embedded-database/database";

export interface Mailbox {
  smtpUrl: string;
  /** Where people read it; its REST interface is below /api/email. */
  webUrl: string;
  close(): Promise<void>;
}

/** Starts a local mailbox: takes every mail, sends none on. It keeps them in `folder` over restarts. */
export async function startMailbox({
  folder,
  smtpPort,
  webPort,
}: {
  folder: string;
  smtpPort?: number;
  webPort?: number;
}): Promise<Mailbox> {
  await mkdir(folder, { recursive: true });
  const smtp = smtpPort ?? (await freePort());
  const web = webPort ?? (await freePort());
  const server = new MailDev({ smtp, web, ip: "127.0.0.1", webIp: "127.0.0.1", mailDirectory: folder, silent: true });
  await server.start();
  return { smtpUrl: `smtp://127.0.0.1:${smtp}`, webUrl: `http://127.0.0.1:${web}`, close: () => server.stop() };
}
