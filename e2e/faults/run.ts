import { type Killed, type KillOrder, killWorkers, orphanWaits } from "@/e2e/faults/kills";
import { type TroubleOrder, type Troubles, troubleMail } from "@/e2e/faults/mail-troubles";
import { judge, type Verdict } from "@/e2e/faults/oracle";
import { Random } from "@/e2e/faults/random";
import { Scene } from "@/e2e/faults/scene";

/** Covers the lease of 30 s, the heartbeat of 15 s (checked every 10 s) and the doubling waits, with a margin. */
const ORPHAN_SECONDS = 180;

export interface Size extends KillOrder, TroubleOrder {
  /** Whether to wait once, in real time, for a killed worker's delivery. */
  realTime: boolean;
}

export interface Outcome {
  /** Violations of the guarantee; empty when it held. */
  failures: string[];
  /** The counts, for people to read. */
  table: string;
  /** The counts in one line. */
  summary: string;
}

/**
 * Tests the guarantee of delivery with real workers, a real database and a real mail server: the mail server accepts each automatic
 * invitation at least once, and twice only when its response was lost after it accepted the message. Then the copy has the same
 * Message-ID and link. The workers inherit this process's environment.
 */
export async function runFaults(seed: number, size: Size): Promise<Outcome> {
  const random = new Random(seed);
  const scene = await Scene.set(random);
  try {
    const killed = await killWorkers(scene, random, size);
    const orphaned = size.realTime ? await orphanWaits(scene) : 0;
    const troubles = await troubleMail(scene, random, size);
    const verdict = judge(await scene.stage.invitations(), scene.mail.accepted, troubles.unknown);
    const failures = [...killed.surprises, ...troubles.surprises, ...verdict.lost, ...verdict.unexplained, ...verdict.untrue];
    if (orphaned > ORPHAN_SECONDS) failures.push(`a killed worker's delivery waited ${orphaned} s for another`);
    const dead = await scene.stage.deadLetters();
    if (dead > 0) failures.push(`${dead} jobs were given up`);
    return { failures, table: table(seed, killed, troubles, { met: scene.mail.met, orphaned }), summary: summary(killed, verdict) };
  } finally {
    await scene.close();
  }
}

function summary({ kills }: Killed, { sent, lost, explained, unexplained }: Verdict): string {
  return `${kills} kills, ${sent} sent, ${lost.length} lost, ${explained} explained duplicates, ${unexplained.length} unexplained`;
}

interface Seen {
  met: ReadonlyMap<string, number>;
  orphaned: number;
}

function table(seed: number, { workers, kills, perStep }: Killed, { displaced, perMinute }: Troubles, { met, orphaned }: Seen): string {
  const rows: [string, number][] = [
    ["seed", seed],
    ["workers killed", workers],
    ["deliveries killed by that", kills],
    ...[...perStep].map(([step, count]): [string, number] => [`  ${step}`, count]),
    ...[...met].map(([fault, count]): [string, number] => [fault, count]),
    ...(orphaned > 0 ? [["seconds until an orphan was sent", orphaned] satisfies [string, number]] : []),
    ["places out of order after the outage", displaced],
    ["mails in the busiest minute", perMinute],
  ];
  return rows.map(([what, count]) => `${what.padEnd(40)}${String(count).padStart(11)}`).join("\n");
}
