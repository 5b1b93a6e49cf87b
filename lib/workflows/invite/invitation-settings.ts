import { randomUUID } from "node:crypto";
import type { Actor } from "@/lib/auth/actor";
import { consumeRateLimit } from "@/lib/auth/throttle";
import { messageIdOf } from "@/lib/email/return-path";
import { templateProblems } from "@/lib/email/template";
import { sendMail } from "@/lib/email/transport";
import { invitationSettings } from "@/lib/invitations/data";
import { saveSettings } from "@/lib/invitations/mutations";
import type { InvitationSettings, InvitationSettingsView, InvitationTemplate } from "@/lib/invitations/schema";
import { reevaluateHiresJob } from "@/lib/jobs/definitions";
import { enqueue } from "@/lib/jobs/queue";
import { daysLater, utcDay } from "@/lib/platform/calendar";
import { inOrganization, type TenantTx } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { AppError, notFound } from "@/lib/platform/errors";
import { onboardingPage, path } from "@/lib/platform/paths";
import { type Recipient, recipientColumns, templateOf, writeInvitation } from "@/lib/workflows/invite/write-invitation";

/** How an organization's invitations look now. */
export function readInvitationSettings(actor: Actor): Promise<InvitationSettingsView> {
  return inOrganization(actor.organizationId, view);
}

/**
 * Saves the settings. A template that could not be sent is refused here, by its place; hires that wait are decided anew in the
 * background, since another timing may have their day come.
 */
export async function saveInvitationSettings(actor: Actor, settings: InvitationSettings): Promise<InvitationSettingsView> {
  refuseTemplate(settings.template);
  return inOrganization(actor.organizationId, async (tx) => {
    await saveSettings(tx, actor, settings);
    await enqueue(tx, reevaluateHiresJob, [{ organizationId: actor.organizationId }]);
    return view(tx);
  });
}

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

async function view(tx: TenantTx): Promise<InvitationSettingsView> {
  const settings = await invitationSettings(tx);
  return {
    ...settings,
    template: templateOf(settings),
    defaultTemplate: templateOf({ template: null }),
    updatedAt: settings.updatedAt?.toISOString() ?? null,
  };
}

function refuseTemplate(template: InvitationTemplate): void {
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
