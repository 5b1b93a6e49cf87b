import { randomUUID } from "node:crypto";
import { recordAudit } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import { consumeRateLimit } from "@/lib/auth/throttle";
import { renderCourtesyEmail } from "@/lib/email/invitation-email";
import { messageIdOf } from "@/lib/email/return-path";
import { sendEmail } from "@/lib/email/transport";
import { fullName } from "@/lib/hires/words";
import * as m from "@/lib/messages/generated/server/email";
import { inOrganization } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { AppError, mailHeld, notFound } from "@/lib/platform/errors";
import type { HireId } from "@/lib/platform/ids";
import { mailPermit } from "@/lib/platform/mail-permit";
import { readSetting } from "@/lib/settings/data";
import { templateOf } from "@/lib/workflows/invite/write-invitation";

/** Sends an email that HR wrote to a person who was invited and is no longer hired. Throws for everyone else. */
export async function sendCourtesyEmail(
  actor: Actor,
  newHireId: HireId,
  { subject, text }: { subject: string; text: string },
): Promise<void> {
  const { organizationId } = actor;
  const { permit, hire, settings } = await inOrganization(organizationId, async (tx) => ({
    permit: await mailPermit(tx),
    hire: await tx.newHire.findFirst({
      where: { id: newHireId },
      select: { status: true, firstName: true, lastName: true, invitations: { orderBy: { createdAt: "desc" }, take: 1 } },
    }),
    settings: (await readSetting(tx, "invitations")).value,
  }));
  if (!hire) throw notFound("new hire");
  const [last] = hire.invitations;
  if (hire.status !== "withdrawn" || !last) throw new AppError("not_withdrawn", m.onlyNoLongerHired());
  if (!permit) throw mailHeld();
  const wait = await consumeRateLimit({ name: "courtesy-mail", points: 2, durationSeconds: 3600 }, newHireId);
  if (wait !== null) throw new AppError("too_many_requests", m.justEmailed(), { retryAfterSeconds: wait });
  const email = await renderCourtesyEmail({ organization: actor.organizationName, subject, text, replyTo: templateOf(settings).replyTo });
  const delivery = await sendEmail(permit, {
    ...email,
    to: { name: fullName(hire), address: last.sentTo },
    messageId: messageIdOf(randomUUID(), env().MAIL_FROM ?? ""),
  });
  if (delivery.kind !== "accepted")
    throw new AppError("service_unavailable", m.nothingSent({ reason: delivery.reason }), {
      params: { service: "email", reason: delivery.reason },
      retryAfterSeconds: 30,
    });
  await inOrganization(organizationId, (tx) =>
    recordAudit(tx, {
      organizationId,
      actor: { id: actor.userId, name: actor.name },
      action: "new_hire.courtesy_mail_sent",
      subject: `new_hire:${newHireId}`,
      changes: {},
    }),
  );
}
