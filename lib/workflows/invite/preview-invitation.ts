import { randomUUID } from "node:crypto";
import type { Actor } from "@/lib/auth/actor";
import { consumeRateLimit } from "@/lib/auth/throttle";
import { messageIdOf } from "@/lib/email/return-path";
import { templateProblems } from "@/lib/email/template";
import { sendEmail } from "@/lib/email/transport";
import * as m from "@/lib/messages/generated/server/email";
import * as settings from "@/lib/messages/generated/server/settings";
import { daysLater, utcDay } from "@/lib/platform/calendar";
import { inOrganization, type TenantTx } from "@/lib/platform/db";
import { env, senderAddress } from "@/lib/platform/env";
import { AppError, mailHeld, notFound, refusedField } from "@/lib/platform/errors";
import type { HireId } from "@/lib/platform/ids";
import { mailPermit } from "@/lib/platform/mail-permit";
import { path } from "@/lib/platform/paths/address";
import { onboardingPage } from "@/lib/platform/paths/pages";
import { contrastWithWhite, LEAST_CONTRAST, readableAccent } from "@/lib/settings/branding/accent";
import { pageLook, shownBranding } from "@/lib/settings/branding/data";
import { readSetting } from "@/lib/settings/data";
import type { InvitationTemplate, TemplatePreview } from "@/lib/settings/schema";
import { invitationWriter, type Recipient, recipientColumns, withPictures } from "@/lib/workflows/invite/write-invitation";

/**
 * Renders the invitation for a hire, or for a sample person when none is given, and tells how the page behind it shows the employer. Its link
 * does not work.
 */
export async function previewInvitation(actor: Actor, given: TemplatePreview) {
  assertValidTemplate(given.template);
  if (given.branding?.accent) assertReadable(given.branding.accent);
  const { hire, sample } = await inOrganization(actor.organizationId, (tx, now) => sampleFor(tx, now, actor, given));
  if (!hire) throw notFound("new hire");
  const { subject, html, text } = await invitationWriter({ template: given.template, ...sample })(hire, sample);
  const employer = { name: hire.organization.name, sender: senderAddress(), ...pageLook(sample.branding.accent, sample.branding.logo) };
  return { subject, html: withPictures(html, sample.branding), text, employer };
}

/** Sends the invitation to the user who asks for it; limited per hour. */
export async function sendTestInvitation(actor: Actor, given: TemplatePreview): Promise<void> {
  assertValidTemplate(given.template);
  const wait = await consumeRateLimit({ name: "test-mail", points: 10, durationSeconds: 3600 }, actor.userId);
  if (wait !== null) throw new AppError("too_many_requests", m.tooManyTests(), { retryAfterSeconds: wait });
  const { permit, hire, sample } = await inOrganization(actor.organizationId, async (tx, now) => ({
    permit: await mailPermit(tx),
    ...(await sampleFor(tx, now, actor, given)),
  }));
  if (!hire) throw notFound("new hire");
  if (!permit) throw mailHeld();
  const email = await invitationWriter({ template: given.template, ...sample })(hire, sample);
  const delivery = await sendEmail(permit, {
    ...email,
    subject: m.testSubject({ subject: email.subject }),
    to: { name: actor.name, address: actor.email },
    messageId: messageIdOf(randomUUID(), env().MAIL_FROM ?? ""),
  });
  if (delivery.kind !== "accepted")
    throw new AppError("service_unavailable", m.testNotSent({ reason: delivery.reason }), {
      params: { service: "email", reason: delivery.reason },
      retryAfterSeconds: 30,
    });
}

/** Throws `invalid_fields` for an accent color that could not be read on white, with one of its hue that can. */
export function assertReadable(accent: string): void {
  const contrast = contrastWithWhite(accent);
  if (contrast >= LEAST_CONTRAST) return;
  // Rounded down: 4.46 is not enough, and must not be told as 4.5.
  throw refusedField(
    "accent",
    settings.tooLight({ contrast: Math.floor(contrast * 10) / 10, suggestion: readableAccent(accent).toUpperCase() }),
  );
}

/** Throws `invalid_fields`, by the place in the template, for one that could not be sent. */
export function assertValidTemplate(template: InvitationTemplate): void {
  const problems = templateProblems(template);
  if (problems.length === 0) return;
  throw new AppError("invalid_fields", m.templateInvalid(), {
    invalidParams: problems.map(({ field, reason }) => ({ name: `template.${field}`, reason })),
  });
}

/** Returns whose invitation to show, and a link that does not work. */
async function sampleFor(tx: TenantTx, now: Date, actor: Actor, { newHireId, branding }: TemplatePreview) {
  const link = `${env().APP_URL}${path(onboardingPage, "this-is-a-preview")}`;
  return {
    hire: await recipientOf(tx, now, actor, newHireId),
    sample: {
      link,
      expiresAt: daysLater(now, 14),
      kind: "invitation" as const,
      timeZone: (await readSetting(tx, "invitations")).value.timeZone,
      branding: await shownBranding(tx, branding),
    },
  };
}

async function recipientOf(tx: TenantTx, now: Date, actor: Actor, newHireId: HireId | undefined): Promise<Recipient | null> {
  if (newHireId !== undefined) return tx.newHire.findFirst({ where: { id: newHireId }, select: recipientColumns });
  return {
    firstName: m.sampleFirstName(),
    lastName: m.sampleLastName(),
    preferredName: null,
    jobTitle: m.sampleJobTitle(),
    startDate: utcDay(daysLater(now, 21)),
    managerName: m.sampleManager(),
    organization: { name: actor.organizationName },
  };
}
