import { randomUUID } from "node:crypto";
import type { Actor } from "@/lib/auth/actor";
import { consumeRateLimit } from "@/lib/auth/throttle";
import { messageIdOf } from "@/lib/email/return-path";
import { templateProblems } from "@/lib/email/template";
import { sendMail } from "@/lib/email/transport";
import { daysLater, utcDay } from "@/lib/platform/calendar";
import { inOrganization, type TenantTx } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { AppError, notFound } from "@/lib/platform/errors";
import { onboardingPage, path } from "@/lib/platform/paths";
import type { InvitationTemplate } from "@/lib/settings/schema";
import { type Recipient, recipientColumns, writeInvitation } from "@/lib/workflows/invite/write-invitation";

/** The mail as a hire would get it, with an invented one where none is named. Its link leads nowhere. */
export async function previewInvitation(
  actor: Actor,
  { template, newHireId }: { template: InvitationTemplate; newHireId?: string | undefined },
) {
  refuseTemplate(template);
  const hire = await inOrganization(actor.organizationId, (tx) => recipientOf(tx, actor, newHireId));
  if (!hire) throw notFound("new hire");
  const { subject, html, text } = await writeInvitation(hire, { template, ...sample() });
  return { subject, html, text };
}

/** Sends the mail to the person who asks for it, a few times an hour at most. */
export async function sendTestInvitation(
  actor: Actor,
  given: { template: InvitationTemplate; newHireId?: string | undefined },
): Promise<void> {
  refuseTemplate(given.template);
  const wait = await consumeRateLimit({ name: "test-mail", points: 10, durationSeconds: 3600 }, actor.userId);
  if (wait !== null) throw new AppError("too_many_requests", "You sent yourself many tests. Try again later.", { retryAfterSeconds: wait });
  const hire = await inOrganization(actor.organizationId, (tx) => recipientOf(tx, actor, given.newHireId));
  if (!hire) throw notFound("new hire");
  const mail = await writeInvitation(hire, { template: given.template, ...sample() });
  const delivery = await sendMail({
    ...mail,
    subject: `Test: ${mail.subject}`,
    to: { name: actor.name, address: actor.email },
    messageId: messageIdOf(randomUUID(), env().MAIL_FROM ?? ""),
  });
  if (delivery.kind !== "taken")
    throw new AppError("service_unavailable", `${delivery.reason} The test was not sent.`, { retryAfterSeconds: 30 });
}

/** Throws `invalid_fields`, by the place in the template, for one that could not be sent. */
export function refuseTemplate(template: InvitationTemplate): void {
  const problems = templateProblems(template);
  if (problems.length === 0) return;
  throw new AppError("invalid_fields", "The mail could not be written with these words. Nothing was saved.", {
    invalidParams: problems.map(({ field, reason }) => ({ name: `template.${field}`, reason })),
  });
}

async function recipientOf(tx: TenantTx, actor: Actor, newHireId: string | undefined): Promise<Recipient | null> {
  if (newHireId !== undefined) return tx.newHire.findFirst({ where: { id: newHireId }, select: recipientColumns });
  return {
    firstName: "Alex",
    lastName: "Example",
    preferredName: null,
    jobTitle: "Project Manager",
    startDate: utcDay(daysLater(new Date(), 21)),
    managerName: "Robin Sample",
    organization: { name: actor.organizationName },
  };
}

function sample() {
  const expiresAt = daysLater(new Date(), 14);
  return { link: `${env().APP_URL}${path(onboardingPage, "this-is-a-preview")}`, expiresAt, kind: "invitation" as const };
}
