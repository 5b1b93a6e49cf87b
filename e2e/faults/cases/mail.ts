import type { FaultCase } from "@/e2e/faults/battery/battery";
import type { LineFault } from "@/e2e/faults/battery/line";
import { whileSending, whileStoring } from "@/e2e/faults/cases/moments";
import { recipientFaults, sessionFaults } from "@/e2e/faults/mail-server";

const inSession: FaultCase[] = sessionFaults.map((fault) => ({
  name: `mail: ${fault}, a few times`,
  part: "mail",
  recovers: 30,
  run: async (trial, random) => {
    trial.mail.sessionPlan = Array.from({ length: random.between(2, 4) }, () => fault);
    await trial.worker();
    trial.hire(random.between(3, 6));
    trial.mended();
  },
}));

const ofRecipient: FaultCase[] = recipientFaults.map((fault) => ({
  name: `mail: ${fault}, a few times for some`,
  part: "mail",
  recovers: 40,
  run: async (trial, random) => {
    await trial.worker();
    const hired = trial.hire(random.between(4, 6));
    for (const { address } of hired.slice(2)) {
      trial.mail.recipientPlan.set(
        address,
        Array.from({ length: random.between(1, 2) }, () => fault),
      );
    }
    trial.mended();
  },
}));

/** More than a worker has places. */
const HELD = 6;
const OTHERS = 6;
/** A delivery leaves its place after 20 s; the others come right after. */
const OTHERS_SECONDS = 35;

const hanging: FaultCase[] = (["hang at RCPT", "hang after data, taken", "hang after data, not taken"] as const).map((fault) => ({
  name: `mail: ${fault} for ${HELD} of ${HELD + OTHERS}, which holds up no other`,
  part: "mail",
  setting: { patienceMs: 60_000 },
  recovers: 100,
  run: async (trial) => {
    await trial.worker();
    const hired = trial.hire(HELD + OTHERS);
    for (const { address } of hired.slice(0, HELD)) trial.mail.recipientPlan.set(address, [fault]);
    trial.mended();
    const others = new Set(hired.slice(HELD).map(({ address }) => address));
    await trial.until("the others have their invitations", OTHERS_SECONDS, async () => {
      const sent = (await trial.invitations()).filter(({ status, sentTo }) => status === "sent" && others.has(sentTo));
      return sent.length === OTHERS;
    });
  },
}));

const lineTroubles: Partial<Record<LineFault, readonly [words: string, seconds: number]>> = {
  dropped: ["every connection breaks", 0],
  refused: ["refuses connections for 8 s", 8],
  frozen: ["frozen for 12 s", 12],
  silent: ["connections stay open and silent for good", 2],
  mute: ["hears, and does not answer for 8 s", 8],
  deaf: ["hears nothing for 8 s", 8],
  slow: ["slow for 8 s", 8],
  cut: ["every conversation is cut off for 6 s", 6],
};

const onLine: FaultCase[] = Object.entries(lineTroubles).flatMap(([fault, [words, seconds]]) =>
  [whileSending, whileStoring].map((moment) => ({
    name: `mail: ${words}, ${moment.words}`,
    part: "mail",
    recovers: 40,
    run: async (trial) => {
      await trial.worker();
      await moment.strike(trial, () => trial.trouble("mail", fault as LineFault, seconds));
    },
  })),
);

const BATCH = 8;
/** Deliveries in hand at a time may end in any order. */
const MOST_DISPLACED = 8;

const others: FaultCase[] = [
  {
    name: "mail: a mailbox that does not exist fails alone, with the server's words",
    part: "mail",
    recovers: 30,
    run: async (trial) => {
      await trial.worker();
      const hired = trial.hire(4);
      const address = hired[1]?.address ?? "";
      trial.unknown.add(address);
      trial.mail.recipientPlan.set(address, ["5xx at RCPT"]);
      trial.mended();
      await trial.until("it has failed", 30, async () => (await trial.invitations()).some(({ status }) => status === "failed"));
      const [row] = await trial.query<{ lastError: string }>(`SELECT "lastError" FROM "Invitation" WHERE "status" = 'failed'`);
      trial.expect(/550.*No such mailbox/.test(row?.lastError ?? ""), `HR reads "${row?.lastError}"`);
    },
  },
  {
    name: "mail: away for a while, what waited leaves in its order",
    part: "mail",
    recovers: 40,
    run: async (trial) => {
      await trial.worker();
      await trial.lines.mail.trouble("refused");
      for (let batch = 1; batch <= 3; batch++) {
        trial.hire(BATCH);
        await trial.until("they wait", 30, async () => (await trial.invitations()).length === batch * BATCH);
      }
      await trial.lines.mail.mend();
      trial.mended();
      await trial.allSent();
      const created = (await trial.invitations()).map(({ sentTo }) => Math.floor((Number(/\d+/.exec(sentTo)?.[0]) - 1) / BATCH));
      const accepted = trial.mail.accepted.map(({ recipient }) => Math.floor((Number(/\d+/.exec(recipient)?.[0]) - 1) / BATCH));
      const displaced = Math.max(
        ...accepted.map((batch, at) => Math.min(Math.abs(at - created.indexOf(batch)), Math.abs(at - created.lastIndexOf(batch)))),
      );
      const early = accepted.slice(0, BATCH).filter((batch) => batch === 0).length;
      trial.expect(early >= BATCH - MOST_DISPLACED / 2, `only ${early} of the oldest ${BATCH} left first (${displaced})`);
    },
  },
];

export const mailCases: readonly FaultCase[] = [...inSession, ...ofRecipient, ...hanging, ...onLine, ...others];
