import { createPublicKey, createVerify, type KeyObject } from "node:crypto";
import { z } from "zod";

const envelope = z.object({
  Type: z.enum(["Notification", "SubscriptionConfirmation", "UnsubscribeConfirmation"]),
  MessageId: z.string(),
  TopicArn: z.string(),
  Message: z.string(),
  Timestamp: z.string(),
  Subject: z.string().nullish(),
  Token: z.string().optional(),
  SubscribeURL: z.string().optional(),
  // Version 1 is signed with SHA-1, against which collisions are known.
  SignatureVersion: z.literal("2"),
  Signature: z.string(),
  SigningCertURL: z.string(),
});

export type SnsMessage = z.output<typeof envelope>;

const notification = ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"] as const;
const confirmation = ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"] as const;

const certificates = new Map<string, Promise<KeyObject>>();

/**
 * Returns the message if Amazon SNS signed it (docs.aws.amazon.com/sns, "Verifying the signatures of Amazon SNS messages") for
 * `topicArn`, otherwise null. SNS signs messages for any AWS account's topics, so pass null for `topicArn` only if the address
 * is itself a secret. Rejects when the certificate can't be fetched; after a 5xx response, SNS retries.
 */
export async function verifySnsMessage(
  body: unknown,
  { topicArn, fetchCertificate = fetchPem }: { topicArn: string | null; fetchCertificate?: (url: string) => Promise<string> },
): Promise<SnsMessage | null> {
  const parsed = envelope.safeParse(body);
  if (!parsed.success) return null;
  const message = parsed.data;
  if (topicArn !== null && message.TopicArn !== topicArn) return null;
  if (!isAmazonUrl(message.SigningCertURL, /^\/SimpleNotificationService-[0-9A-Za-z]{32}\.pem$/)) return null;
  const key = await certificateOf(message.SigningCertURL, fetchCertificate);
  const verifier = createVerify("RSA-SHA256");
  for (const field of message.Type === "Notification" ? notification : confirmation) {
    const value = message[field];
    if (typeof value === "string") verifier.update(`${field}\n${value}\n`, "utf8");
  }
  return verifier.verify(key, message.Signature, "base64") ? message : null;
}

/** Confirms a subscription. Returns false when the address to call is not Amazon's or the call fails. */
export async function confirmSubscription(message: SnsMessage, get: typeof fetch = fetch): Promise<boolean> {
  const url = message.SubscribeURL;
  if (message.Type !== "SubscriptionConfirmation" || url === undefined || !isAmazonUrl(url, /^\/$/)) return false;
  const response = await get(url, { redirect: "error", signal: AbortSignal.timeout(10_000) }).catch(() => null);
  return response?.ok ?? false;
}

/** Demands a complete region name: `sns.s3-us-west-2.amazonaws.com` would be another customer's bucket called sns. */
function isAmazonUrl(address: string, path: RegExp): boolean {
  const url = URL.parse(address);
  if (url?.protocol !== "https:" || url.port || url.username || url.password) return false;
  return /^sns\.[a-z]{2}(?:-[a-z]+)+-\d+\.amazonaws\.com(?:\.cn)?$/.test(url.hostname) && path.test(url.pathname);
}

function certificateOf(url: string, fetchCertificate: (url: string) => Promise<string>): Promise<KeyObject> {
  const cached = certificates.get(url);
  if (cached) return cached;
  if (certificates.size >= 20) certificates.clear();
  const key = fetchCertificate(url).then((pem) => createPublicKey(pem));
  certificates.set(url, key);
  // A failed fetch is not cached.
  key.catch(() => certificates.delete(url));
  return key;
}

async function fetchPem(url: string): Promise<string> {
  const response = await fetch(url, { redirect: "error", signal: AbortSignal.timeout(10_000) });
  if (!response.ok) throw new Error(`fetching the SNS certificate failed with ${response.status}`);
  return response.text();
}
