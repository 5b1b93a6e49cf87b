import { z } from "zod";
import { openMessageId, openSignedId } from "@/lib/email/return-path";
import { oneLine } from "@/lib/email/template-words";

export type MailProvider = "postmark" | "sendgrid" | "ses";

export interface DeliveryEvent {
  kind: "delivered" | "opened" | "bounced";
  invitationId: string;
  at: Date;
  /** The same whenever the provider reports this event. */
  id: string;
  /** Why it bounced: one line of at most 300 characters. Null for what did not bounce. */
  reason: string | null;
}

/** An event before it is known whose: `traces` are where the invitation may be named, the surest first. */
interface Report {
  kind: DeliveryEvent["kind"];
  at: Date;
  id: string;
  reason?: string | null | undefined;
  traces: (string | null | undefined)[];
}

const SPAM = "The recipient marked the mail as spam.";

/**
 * What a provider's webhook says about our invitations. `bounced` is a mail that did not arrive and will not, or that
 * was reported as spam; what a provider still tries or calls temporary is none. What is not understood, not asked for
 * or about a mail that is not an invitation is counted as `unknown`. Pure, and never throws.
 */
export function parseDeliveryEvents(provider: MailProvider, body: unknown): { events: DeliveryEvent[]; unknown: number } {
  const reports = readers[provider](body);
  const events = reports.map((report) => report && toEvent(report)).filter((event) => event !== null);
  return { events, unknown: reports.length - events.length };
}

function toEvent({ kind, at, id, reason, traces }: Report): DeliveryEvent | null {
  const given = traces.filter((trace) => typeof trace === "string");
  const invitationId = first(given, openSignedId) ?? first(given, openMessageId);
  if (invitationId === null) return null;
  const words = oneLine(reason ?? "").slice(0, 300) || "The mail did not arrive.";
  return { kind, invitationId, at, id, reason: kind === "bounced" ? words : null };
}

function first(texts: string[], open: (text: string) => string | null): string | null {
  for (const text of texts) {
    const id = open(text);
    if (id) return id;
  }
  return null;
}

const readers: Record<MailProvider, (body: unknown) => (Report | null)[]> = {
  postmark: (body) => [readPostmark(body)],
  sendgrid: (body) => (Array.isArray(body) ? body.map(readSendgrid) : [null]),
  ses: (body) => [readSes(body)],
};

const text = z.string().max(500);
const moment = z.string().pipe(z.coerce.date());
const maybe = z.string().nullish();

const ofPostmark = { MessageID: text, Metadata: z.object({ invitation: maybe }).nullish() };
const bounceOfPostmark = { ...ofPostmark, ID: z.number(), BouncedAt: moment, Description: maybe, Details: maybe };
/** postmarkapp.com/developer/webhooks; the types of a bounce are listed in its Bounce API. */
const postmark = z.discriminatedUnion("RecordType", [
  z.object({ RecordType: z.literal("Delivery"), ...ofPostmark, DeliveredAt: moment }),
  z.object({ RecordType: z.literal("Open"), ...ofPostmark, ReceivedAt: moment }),
  z.object({ RecordType: z.literal("SpamComplaint"), ...bounceOfPostmark }),
  z.object({
    RecordType: z.literal("Bounce"),
    ...bounceOfPostmark,
    Type: z.enum([
      "HardBounce",
      "BadEmailAddress",
      "Blocked",
      "DMARCPolicy",
      "ManuallyDeactivated",
      "SMTPApiError",
      "SpamComplaint",
      "SpamNotification",
    ]),
  }),
]);

function readPostmark(body: unknown): Report | null {
  const parsed = postmark.safeParse(body);
  if (!parsed.success) return null;
  const one = parsed.data;
  const traces = [one.Metadata?.invitation];
  switch (one.RecordType) {
    case "Delivery":
      return { kind: "delivered", at: one.DeliveredAt, id: `postmark:delivery:${one.MessageID}`, traces };
    case "Open":
      return { kind: "opened", at: one.ReceivedAt, id: `postmark:open:${one.MessageID}:${one.ReceivedAt.getTime()}`, traces };
    case "SpamComplaint":
      return { kind: "bounced", at: one.BouncedAt, id: `postmark:bounce:${one.ID}`, reason: SPAM, traces };
    case "Bounce": {
      const reason = one.Type === "SpamComplaint" ? SPAM : one.Details || one.Description;
      return { kind: "bounced", at: one.BouncedAt, id: `postmark:bounce:${one.ID}`, reason, traces };
    }
  }
}

/** twilio.com/docs/sendgrid/for-developers/tracking-events/event; unique arguments stand among the event's own fields. */
const sendgrid = z.object({
  event: z.enum(["delivered", "open", "bounce", "dropped", "spamreport"]),
  timestamp: z.number().min(0).max(8.64e12),
  sg_event_id: text.min(1),
  reason: maybe,
  invitation: maybe,
  unique_args: z.object({ invitation: maybe }).nullish(),
  "smtp-id": maybe,
  sg_machine_open: z.boolean().nullish(),
});

function readSendgrid(body: unknown): Report | null {
  const parsed = sendgrid.safeParse(body);
  if (!parsed.success) return null;
  const one = parsed.data;
  // Apple's Mail Privacy Protection fetches every mail's pictures, read or not.
  if (one.event === "open" && one.sg_machine_open) return null;
  const kind = one.event === "delivered" ? "delivered" : one.event === "open" ? "opened" : "bounced";
  const reason = one.event === "spamreport" ? SPAM : one.event === "dropped" ? `SendGrid did not send it: ${one.reason ?? ""}` : one.reason;
  const traces = [one.invitation, one.unique_args?.invitation, one["smtp-id"]];
  return { kind, at: new Date(one.timestamp * 1000), id: `sendgrid:${one.sg_event_id}`, reason, traces };
}

const header = z.object({ name: z.string(), value: z.string() });
const mailOfSes = z.object({
  messageId: text,
  source: maybe,
  tags: z.object({ invitation: z.array(z.string()).optional() }).nullish(),
  headers: z.array(header).nullish(),
  commonHeaders: z.object({ messageId: maybe }).nullish(),
});
const recipients = z.array(z.object({ diagnosticCode: maybe })).nullish();
/** docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html; `notificationType` is an identity's own. */
const ses = z.discriminatedUnion("type", [
  z.object({ type: z.literal("Delivery"), mail: mailOfSes, delivery: z.object({ timestamp: moment }) }),
  z.object({ type: z.literal("Open"), mail: mailOfSes, open: z.object({ timestamp: moment }) }),
  z.object({
    type: z.literal("Bounce"),
    mail: mailOfSes,
    bounce: z.object({ bounceType: z.literal("Permanent"), timestamp: moment, feedbackId: text, bouncedRecipients: recipients }),
  }),
  z.object({
    type: z.literal("Complaint"),
    mail: mailOfSes,
    // "not-spam" takes an earlier complaint back (RFC 6430).
    complaint: z.object({
      timestamp: moment,
      feedbackId: text,
      complaintFeedbackType: maybe.refine((type) => type !== "not-spam"),
    }),
  }),
]);

const notification = z.object({ Type: z.literal("Notification"), Message: z.string() });
const event = z.looseObject({ eventType: z.string().optional(), notificationType: z.string().optional() });

function readSes(body: unknown): Report | null {
  const inside = event.safeParse(json(notification.safeParse(body).data?.Message));
  if (!inside.success) return null;
  const parsed = ses.safeParse({ ...inside.data, type: inside.data.eventType ?? inside.data.notificationType });
  if (!parsed.success) return null;
  const one = parsed.data;
  const { mail } = one;
  const headers = (mail.headers ?? []).filter(({ name }) => /^(?:x-ses-message-tags|message-id)$/i.test(name));
  const traces = [...(mail.tags?.invitation ?? []), mail.source, ...headers.map(({ value }) => value), mail.commonHeaders?.messageId];
  switch (one.type) {
    case "Delivery":
      return { kind: "delivered", at: one.delivery.timestamp, id: `ses:delivery:${mail.messageId}`, traces };
    case "Open":
      return { kind: "opened", at: one.open.timestamp, id: `ses:open:${mail.messageId}:${one.open.timestamp.getTime()}`, traces };
    case "Bounce": {
      const reason = one.bounce.bouncedRecipients?.[0]?.diagnosticCode;
      return { kind: "bounced", at: one.bounce.timestamp, id: `ses:bounce:${one.bounce.feedbackId}`, reason, traces };
    }
    case "Complaint":
      return { kind: "bounced", at: one.complaint.timestamp, id: `ses:complaint:${one.complaint.feedbackId}`, reason: SPAM, traces };
  }
}

function json(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return null;
  }
}
