import { z } from "zod";
import { oneLine } from "@/lib/email/fill-template";
import { readMessageId, readSignedId } from "@/lib/email/return-path";
import * as m from "@/lib/messages/generated/server/email";
import { isTakenMoment } from "@/lib/platform/columns";

export type EmailProvider = "postmark" | "sendgrid" | "ses";

export interface DeliveryEvent {
  kind: "delivered" | "opened" | "bounced";
  invitationId: string;
  at: Date;
  /** The same for every report of this event. */
  id: string;
  /** Why it bounced, in one line of at most 300 characters; null for other events. */
  reason: string | null;
  /**
   * Where nothing but a Message-ID names the invitation, which is not signed: the addresses that the report is about, to one of which
   * the invitation must have been sent.
   */
  sentTo?: readonly string[];
}

/** An event before its invitation is found: `traces` are the texts that may name it, the most reliable first. */
interface ProviderReport {
  kind: DeliveryEvent["kind"];
  at: Date;
  id: string;
  reason?: string | null | undefined;
  traces: (string | null | undefined)[];
}

/**
 * Returns the events about our invitations in a provider's webhook. `bounced` means permanently undeliverable or reported as
 * spam; temporary failures are no events. Reports that are unreadable, not used, or about another email are counted as
 * `unknown`. Never throws.
 */
export function parseDeliveryEvents(provider: EmailProvider, body: unknown): { events: DeliveryEvent[]; unknown: number } {
  const reports = parsers[provider](body);
  const events = reports.map((report) => report && toEvent(report)).filter((event) => event !== null);
  return { events, unknown: reports.length - events.length };
}

function toEvent({ kind, at, id, reason, traces }: ProviderReport): DeliveryEvent | null {
  const texts = traces.filter((trace) => typeof trace === "string");
  const invitationId = firstId(texts, readSignedId) ?? firstId(texts, readMessageId);
  if (invitationId === null) return null;
  const bounceReason = oneLine(reason ?? "").slice(0, 300) || m.notDelivered();
  return { kind, invitationId, at, id, reason: kind === "bounced" ? bounceReason : null };
}

function firstId(texts: string[], read: (text: string) => string | null): string | null {
  for (const text of texts) {
    const id = read(text);
    if (id) return id;
  }
  return null;
}

const parsers: Record<EmailProvider, (body: unknown) => (ProviderReport | null)[]> = {
  postmark: (body) => [parsePostmark(body)],
  sendgrid: (body) => (Array.isArray(body) ? body.map(parseSendgrid) : [null]),
  ses: (body) => [parseSes(body)],
};

const text = z.string().max(500);
const moment = z.string().pipe(z.coerce.date()).refine(isTakenMoment);
const optional = z.string().nullish();

const postmarkBase = { MessageID: text, Metadata: z.object({ invitation: optional }).nullish() };
const postmarkBounce = { ...postmarkBase, ID: z.number(), BouncedAt: moment, Description: optional, Details: optional };
/** postmarkapp.com/developer/webhooks; bounce types: its Bounce API. */
const postmark = z.discriminatedUnion("RecordType", [
  z.object({ RecordType: z.literal("Delivery"), ...postmarkBase, DeliveredAt: moment }),
  z.object({ RecordType: z.literal("Open"), ...postmarkBase, ReceivedAt: moment }),
  z.object({ RecordType: z.literal("SpamComplaint"), ...postmarkBounce }),
  z.object({
    RecordType: z.literal("Bounce"),
    ...postmarkBounce,
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

function parsePostmark(body: unknown): ProviderReport | null {
  const parsed = postmark.safeParse(body);
  if (!parsed.success) return null;
  const event = parsed.data;
  const traces = [event.Metadata?.invitation];
  switch (event.RecordType) {
    case "Delivery":
      return { kind: "delivered", at: event.DeliveredAt, id: `postmark:delivery:${event.MessageID}`, traces };
    case "Open":
      return { kind: "opened", at: event.ReceivedAt, id: `postmark:open:${event.MessageID}:${event.ReceivedAt.getTime()}`, traces };
    case "SpamComplaint":
      return { kind: "bounced", at: event.BouncedAt, id: `postmark:bounce:${event.ID}`, reason: m.markedAsSpam(), traces };
    case "Bounce": {
      const reason = event.Type === "SpamComplaint" ? m.markedAsSpam() : event.Details || event.Description;
      return { kind: "bounced", at: event.BouncedAt, id: `postmark:bounce:${event.ID}`, reason, traces };
    }
  }
}

/** twilio.com/docs/sendgrid/for-developers/tracking-events/event; unique arguments are sent as fields of the event. */
const sendgrid = z.object({
  event: z.enum(["delivered", "open", "bounce", "dropped", "spamreport"]),
  timestamp: z
    .number()
    .min(0)
    .refine((seconds) => isTakenMoment(new Date(seconds * 1000))),
  sg_event_id: text.min(1),
  reason: optional,
  invitation: optional,
  unique_args: z.object({ invitation: optional }).nullish(),
  "smtp-id": optional,
  sg_machine_open: z.boolean().nullish(),
});

function parseSendgrid(body: unknown): ProviderReport | null {
  const parsed = sendgrid.safeParse(body);
  if (!parsed.success) return null;
  const event = parsed.data;
  // Apple's Mail Privacy Protection loads the images of every email, read or not.
  if (event.event === "open" && event.sg_machine_open) return null;
  const kind = event.event === "delivered" ? "delivered" : event.event === "open" ? "opened" : "bounced";
  const traces = [event.invitation, event.unique_args?.invitation, event["smtp-id"]];
  return { kind, at: new Date(event.timestamp * 1000), id: `sendgrid:${event.sg_event_id}`, reason: sendgridReason(event), traces };
}

function sendgridReason({ event, reason }: z.output<typeof sendgrid>): string | null | undefined {
  if (event === "spamreport") return m.markedAsSpam();
  if (event !== "dropped") return reason;
  return reason ? m.notSentBySendgridBecause({ reason }) : m.notSentBySendgrid();
}

const header = z.object({ name: z.string(), value: z.string() });
const sesMail = z.object({
  messageId: text,
  source: optional,
  tags: z.object({ invitation: z.array(z.string()).optional() }).nullish(),
  headers: z.array(header).nullish(),
  commonHeaders: z.object({ messageId: optional }).nullish(),
});
const recipients = z.array(z.object({ diagnosticCode: optional })).nullish();
/** docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html; identities send `notificationType`. */
const ses = z.discriminatedUnion("type", [
  z.object({ type: z.literal("Delivery"), mail: sesMail, delivery: z.object({ timestamp: moment }) }),
  z.object({ type: z.literal("Open"), mail: sesMail, open: z.object({ timestamp: moment }) }),
  z.object({
    type: z.literal("Bounce"),
    mail: sesMail,
    bounce: z.object({ bounceType: z.literal("Permanent"), timestamp: moment, feedbackId: text, bouncedRecipients: recipients }),
  }),
  z.object({
    type: z.literal("Complaint"),
    mail: sesMail,
    // "not-spam" withdraws an earlier complaint (RFC 6430).
    complaint: z.object({
      timestamp: moment,
      feedbackId: text,
      complaintFeedbackType: optional.refine((type) => type !== "not-spam"),
    }),
  }),
]);

const notification = z.object({ Type: z.literal("Notification"), Message: z.string() });
const sesEvent = z.looseObject({ eventType: z.string().optional(), notificationType: z.string().optional() });

function parseSes(body: unknown): ProviderReport | null {
  const inner = sesEvent.safeParse(parseJson(notification.safeParse(body).data?.Message));
  if (!inner.success) return null;
  const parsed = ses.safeParse({ ...inner.data, type: inner.data.eventType ?? inner.data.notificationType });
  if (!parsed.success) return null;
  const event = parsed.data;
  const { mail } = event;
  const headers = (mail.headers ?? []).filter(({ name }) => /^(?:x-ses-message-tags|message-id)$/i.test(name));
  const traces = [...(mail.tags?.invitation ?? []), mail.source, ...headers.map(({ value }) => value), mail.commonHeaders?.messageId];
  switch (event.type) {
    case "Delivery":
      return { kind: "delivered", at: event.delivery.timestamp, id: `ses:delivery:${mail.messageId}`, traces };
    case "Open":
      return { kind: "opened", at: event.open.timestamp, id: `ses:open:${mail.messageId}:${event.open.timestamp.getTime()}`, traces };
    case "Bounce": {
      const reason = event.bounce.bouncedRecipients?.[0]?.diagnosticCode;
      return { kind: "bounced", at: event.bounce.timestamp, id: `ses:bounce:${event.bounce.feedbackId}`, reason, traces };
    }
    case "Complaint":
      return {
        kind: "bounced",
        at: event.complaint.timestamp,
        id: `ses:complaint:${event.complaint.feedbackId}`,
        reason: m.markedAsSpam(),
        traces,
      };
  }
}

function parseJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return null;
  }
}
