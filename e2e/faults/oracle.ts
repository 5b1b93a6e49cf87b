import type { Acceptance } from "@/e2e/faults/mail-server";
import type { InvitationRow } from "@/e2e/faults/stage";

export interface Verdict {
  /** Hires who received their invitation. */
  sent: number;
  lost: string[];
  /** Copies with a reason: the server's response to the one before was lost. */
  explained: number;
  /** Copies without a reason, or that were not identical. */
  unexplained: string[];
  /** Invitations with a wrong final state. */
  untrue: string[];
}

/** Compares what the mail server accepted with the database, when nothing is left to do. */
export function judge(invitations: readonly InvitationRow[], accepted: readonly Acceptance[], unknown: ReadonlySet<string>): Verdict {
  const verdict: Verdict = { sent: 0, lost: [], explained: 0, unexplained: [], untrue: [] };
  const byRecipient = Map.groupBy(accepted, ({ recipient }) => recipient);
  for (const { id, sentTo, status, attempts, sentAt } of invitations) {
    const copies = byRecipient.get(sentTo) ?? [];
    const [first] = copies;
    const who = `invitation ${id} (${status} after ${attempts} attempts)`;
    if (first) verdict.sent++;
    else if (!unknown.has(sentTo)) verdict.lost.push(`${who} was never accepted`);
    const truth = first ? status === "sent" && sentAt !== null : status === "failed" && sentAt === null;
    if (!truth) verdict.untrue.push(`${who} was accepted ${copies.length} times`);
    for (const [at, copy] of copies.entries()) {
      const before = copies[at - 1];
      if (copy.messageId === "" || copy.link === "") verdict.unexplained.push(`${who} came without Message-ID or link`);
      if (!first || !before) continue;
      if (copy.messageId !== first.messageId || copy.link !== first.link) verdict.unexplained.push(`${who} was sent as another mail`);
      else if (before.answerLost) verdict.explained++;
      else
        verdict.unexplained.push(
          `${who} was sent again in life ${copy.life}, though life ${before.life} had the server's answer and noted it`,
        );
    }
  }
  const known = new Set(invitations.map(({ sentTo }) => sentTo));
  for (const recipient of byRecipient.keys())
    if (!known.has(recipient)) verdict.unexplained.push("an email was sent to an unknown address");
  return verdict;
}
