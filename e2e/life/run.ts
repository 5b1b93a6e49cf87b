import fc from "fast-check";
import { events } from "@/e2e/life/events";
import { emptyModel } from "@/e2e/life/model";
import { World } from "@/e2e/life/world";
import { startMailServer } from "@/e2e/servers/mail-server";
import { closeTransport } from "@/lib/email/transport";
import { loadEnv } from "@/lib/platform/env";

/** Which lives are lived: as many as MODEL_LIVES says, those of the seed in MODEL_SEED; without it, others each time. */
export function chosenLives(): { seed: number; lives: number; longest: number } {
  const seed = Number(process.env.MODEL_SEED || Math.floor(Math.random() * 2 ** 31));
  const lives = Number(process.env.MODEL_LIVES || 0);
  return lives > 0 ? { seed, lives, longest: 80 } : { seed, lives: 4, longest: 20 };
}

/**
 * Lives lives of hires: random events in random order, against the portal's code on the database in DATABASE_URL and a real mail
 * server. Rejects with the shortest life that it found to go wrong, and its seed.
 */
export async function liveLives({ seed, lives, longest }: ReturnType<typeof chosenLives>): Promise<void> {
  const mail = await startMailServer();
  Object.assign(process.env, { SMTP_URL: mail.url, MAIL_FROM: "onboarding@northwind.example", MAIL_PER_MINUTE: "1000000" });
  loadEnv({ mail: true });
  try {
    const life = fc.asyncProperty(fc.commands(events, { maxCommands: longest, size: "max" }), (steps) =>
      fc.asyncModelRun(async () => ({ model: emptyModel(), real: await World.make(mail) }), steps),
    );
    await fc.assert(life, { seed, numRuns: lives });
  } finally {
    closeTransport();
    await mail.close();
  }
}
