import { createHmac, randomUUID } from "node:crypto";
import { type Attack, calling, type Family } from "@/e2e/attacks/engine/attack";
import { announce } from "@/e2e/attacks/engine/client";
import { TYPED } from "@/e2e/attacks/engine/leaks";
import type { Scene } from "@/e2e/attacks/engine/scene";
import { path } from "@/lib/platform/paths/address";
import { deliveryEventsRoute, greenhouseWebhookRoute } from "@/lib/platform/paths/service";

const json = { "content-type": "application/json" };
const delivery = JSON.stringify({ action: "update_candidate", payload: { application: { id: 1, candidate: { id: 1 } }, note: TYPED } });
const sign = (secret: string, body: string, algorithm = "sha256") => createHmac(algorithm, secret).update(body).digest("hex");
const refused = "401 unauthenticated";

function delivering(name: string, signature: (scene: Scene) => string | null, body = delivery): Attack {
  return calling(
    name,
    refused,
    ({ ours }) => `POST ${ours.webhook.path}`,
    (scene) => {
      const given = signature(scene);
      return { headers: { ...json, ...(given === null ? {} : { signature: given }) }, body };
    },
  );
}

const basic = (password: string) => ({ ...json, authorization: `Basic ${Buffer.from(`any:${password}`).toString("base64")}` });
const right = () => basic(process.env.EMAIL_WEBHOOK_SECRET ?? "");
const at = (provider: string) => `POST ${path(deliveryEventsRoute, provider)}`;

const bounce = (invitation: string) => ({
  RecordType: "Bounce",
  Type: "HardBounce",
  ID: 7,
  Description: TYPED,
  BouncedAt: "2027-03-01T09:00:00Z",
  Metadata: { invitation },
});

const sns = (certificate: string) => ({
  Type: "SubscriptionConfirmation",
  MessageId: randomUUID(),
  TopicArn: "arn:aws:sns:eu-west-1:123456789012:mail",
  Message: TYPED,
  Timestamp: "2027-03-01T09:00:00Z",
  Token: "a",
  SubscribeURL: "https://evil.example/",
  SignatureVersion: "2",
  Signature: "AAAA",
  SigningCertURL: certificate,
});
const pem = "SimpleNotificationService-0123456789abcdef0123456789abcdef.pem";
const foreignCertificates = [
  `http://sns.eu-west-1.amazonaws.com/${pem}`,
  `https://sns.eu-west-1.amazonaws.com.evil.example/${pem}`,
  `https://sns.eu-west-1.amazonaws.com@evil.example/${pem}`,
  `https://sns.eu-west-1.amazonaws.com:8443/${pem}`,
  `https://sns.s3-us-west-2.amazonaws.com/${pem}`,
  `https://127.0.0.1/${pem}`,
  `file:///etc/passwd`,
];

export const webhooks: Family = {
  name: "webhooks",
  attacks: [
    delivering("a delivery without a signature is refused", () => null),
    delivering("an empty signature is refused", () => "sha256 "),
    delivering("a signature of nothing is refused", ({ ours }) => `sha256 ${sign(ours.webhook.secret, "")}`),
    delivering("a signature of another body is refused", ({ ours }) => `sha256 ${sign(ours.webhook.secret, `${delivery} `)}`),
    delivering(
      "a signature by another organization's secret is refused",
      ({ theirs }) => `sha256 ${sign(theirs.webhook.secret, delivery)}`,
    ),
    delivering("a weaker algorithm is refused", ({ ours }) => `sha1 ${sign(ours.webhook.secret, delivery, "sha1")}`),
    delivering("part of a signature is refused", ({ ours }) => `sha256 ${sign(ours.webhook.secret, delivery).slice(0, 32)}`),
    delivering("a signature in place of its name is refused", ({ ours }) => sign(ours.webhook.secret, delivery)),
    delivering("two signatures are refused", ({ ours }) => `sha256 ${"0".repeat(64)}, sha256 ${sign(ours.webhook.secret, delivery)}`),
    {
      name: "a delivery of three megabytes is refused unread",
      answer: "413 payload_too_large",
      send: ({ origin, ours }) => announce(origin, `POST ${ours.webhook.path}`, 3 * 1_048_576, json),
    },
    calling("a delivery to nobody is refused as one without proof", refused, () => `POST ${path(greenhouseWebhookRoute, randomUUID())}`, {
      headers: { ...json, signature: `sha256 ${"0".repeat(64)}` },
      body: delivery,
    }),
    calling(
      "a delivery to an id that is none does not exist",
      "404 not_found",
      `POST /api/webhooks/greenhouse/${encodeURIComponent("' OR 1=1")}`,
      { body: delivery },
    ),
    {
      name: "deliveries without proof have to wait after thirty",
      answer: [refused, "429 too_many_requests"],
      send: (scene) =>
        Promise.all(
          Array.from({ length: 40 }, () =>
            scene.call(`POST ${scene.ours.webhook.path}`, { headers: { "x-forwarded-for": "198.18.2.1", ...json }, body: delivery }),
          ),
        ),
      holds: async (_, answers) => (answers.some(({ status }) => status === 429) ? null : "no delivery had to wait"),
    },
    calling("an event of an email without a password is refused", refused, at("postmark"), { headers: json, body: bounce(randomUUID()) }),
    calling("an event of an email with a wrong password is refused", refused, at("postmark"), {
      headers: basic(TYPED),
      body: bounce(randomUUID()),
    }),
    calling("a password as a bearer token is refused", refused, at("postmark"), () => ({
      headers: { ...json, authorization: `Bearer ${process.env.EMAIL_WEBHOOK_SECRET}` },
      body: bounce(randomUUID()),
    })),
    calling("a provider that there is not does not exist", "404 not_found", at("__proto__"), () => ({ headers: right(), body: {} })),
    calling("a bounce with an id that is not signed counts for nobody", "200", at("postmark"), ({ theirs }) => ({
      headers: right(),
      body: bounce(theirs.ids.newHireId),
    })),
    calling("a bounce with another's signature counts for nobody", "200", at("postmark"), ({ theirs }) => ({
      headers: right(),
      body: bounce(`${theirs.ids.newHireId}.${sign("guess", theirs.ids.newHireId).slice(0, 32)}`),
    })),
    calling("an event that is no event counts for nobody", "200", at("sendgrid"), () => ({
      headers: right(),
      body: [null, 1, "a", { event: TYPED }],
    })),
    {
      name: "an event of three megabytes is refused unread",
      answer: "413 payload_too_large",
      send: ({ origin }) => announce(origin, at("postmark"), 3 * 1_048_576, right()),
    },
    calling("a message of Amazon's that is not signed is refused", refused, at("ses"), () => ({
      headers: right(),
      body: { Type: "Notification", Message: TYPED },
    })),
    ...foreignCertificates.map((certificate) =>
      calling(`a certificate at ${certificate} is not fetched`, refused, at("ses"), () => ({ headers: right(), body: sns(certificate) })),
    ),
  ],
};
