import * as m from "@/lib/messages/generated/audit";

/** What is decided of the connection to Greenhouse; part of the table in `lib/audit/actions.ts`. */
export const greenhouseActions = {
  "greenhouse.connected": {
    sentence: m.greenhouseConnected,
    group: "greenhouse",
    subject: "integration",
    fields: ["apiVersion", "credential", "inviteFrom"],
  },
  "greenhouse.credential_replaced": {
    sentence: m.greenhouseCredentialReplaced,
    group: "greenhouse",
    subject: "integration",
    fields: ["apiVersion", "credential", "inviteFrom"],
  },
  "greenhouse.go_live_changed": {
    sentence: m.greenhouseGoLiveChanged,
    group: "greenhouse",
    subject: "integration",
    fields: ["inviteFrom"],
  },
  "greenhouse.webhook_secret_made": { sentence: m.greenhouseWebhookSecretMade, group: "greenhouse", subject: "integration", fields: [] },
  "greenhouse.webhooks_managed": {
    sentence: m.greenhouseWebhooksManaged,
    group: "greenhouse",
    subject: "integration",
    fields: ["created", "reactivated"],
  },
  "greenhouse.v1_key_erased": { sentence: m.greenhouseV1KeyErased, group: "greenhouse", subject: "integration", fields: [] },
  "greenhouse.record_known": {
    sentence: m.greenhouseRecordKnown,
    group: "greenhouse",
    subject: "integration",
    fields: ["offer", "candidate"],
  },
  "greenhouse.record_not_known": {
    sentence: m.greenhouseRecordNotKnown,
    group: "greenhouse",
    subject: "integration",
    fields: ["offer", "candidate"],
  },
  "greenhouse.disconnected": { sentence: m.greenhouseDisconnected, group: "greenhouse", subject: "integration", fields: ["credential"] },
} as const;
