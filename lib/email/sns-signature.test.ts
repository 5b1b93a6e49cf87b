import { createSign, generateKeyPairSync, type KeyObject } from "node:crypto";
import { describe, expect, it } from "vitest";
import { confirmSubscription, type SnsMessage, verifySnsMessage } from "@/lib/email/sns-signature";

const topicArn = "arn:aws:sns:eu-central-1:123456789012:mail";
let certificateNumber = 0;

/** An address that no other test's certificate is held under. */
function newAddress(host = "sns.eu-central-1.amazonaws.com"): string {
  certificateNumber += 1;
  return `https://${host}/SimpleNotificationService-${String(certificateNumber).padStart(32, "0")}.pem`;
}

function der(tag: number, ...contents: Uint8Array[]): Buffer {
  const body = Buffer.concat(contents);
  const [high, low] = [body.length >> 8, body.length & 255];
  const length = body.length < 128 ? [low] : body.length < 256 ? [0x81, low] : [0x82, high, low];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}

/** A self-signed X.509 certificate (RFC 5280 4.1) of a new RSA key. */
function selfSigned(): { pem: string; privateKey: KeyObject } {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const sha256WithRsa = der(0x30, Buffer.from("06092a864886f70d01010b0500", "hex"));
  const name = der(0x30, der(0x31, der(0x30, Buffer.from("0603550403", "hex"), der(0x0c, Buffer.from("sns.test")))));
  const validity = der(0x30, der(0x17, Buffer.from("250101000000Z")), der(0x17, Buffer.from("450101000000Z")));
  const key = publicKey.export({ type: "spki", format: "der" });
  const toBeSigned = der(0x30, der(0x02, Buffer.from([1])), sha256WithRsa, name, validity, name, key);
  const signature = createSign("RSA-SHA256").update(toBeSigned).sign(privateKey);
  const certificate = der(0x30, toBeSigned, sha256WithRsa, der(0x03, Buffer.from([0]), signature));
  const lines = certificate.toString("base64").replace(/.{64}(?=.)/g, "$&\n");
  return { pem: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`, privateKey };
}

const { pem, privateKey } = selfSigned();
const fetchCertificate = async () => pem;

/** Signed as docs.aws.amazon.com/sns says, with the fields written out. */
function signed(changes: Partial<SnsMessage> = {}, hash = "RSA-SHA256"): SnsMessage {
  const message: SnsMessage = {
    Type: "Notification",
    MessageId: "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324",
    TopicArn: topicArn,
    Message: `{"eventType":"Delivery"}\nü`,
    Timestamp: "2027-03-01T10:00:00.000Z",
    SignatureVersion: "2",
    Signature: "",
    SigningCertURL: newAddress(),
    ...changes,
  };
  const subject = typeof message.Subject === "string" ? `Subject\n${message.Subject}\n` : "";
  const end = `Timestamp\n${message.Timestamp}\n`;
  const topic = `TopicArn\n${message.TopicArn}\nType\n${message.Type}\n`;
  const begin = `Message\n${message.Message}\nMessageId\n${message.MessageId}\n`;
  const words =
    message.Type === "Notification"
      ? `${begin}${subject}${end}${topic}`
      : `${begin}SubscribeURL\n${message.SubscribeURL}\n${end}Token\n${message.Token}\n${topic}`;
  return { ...message, Signature: createSign(hash).update(words).sign(privateKey, "base64") };
}

const subscription = {
  Type: "SubscriptionConfirmation",
  Token: "2336412f37",
  SubscribeURL: `https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=${topicArn}&Token=2336412f37`,
} as const;

describe("a message of SNS", () => {
  it("is taken with its signature, with and without a subject, and to confirm", async () => {
    for (const changes of [{}, { Subject: "Amazon SES" }, { Subject: null }, subscription]) {
      const message = signed(changes);
      expect(await verifySnsMessage(message, { topicArn, fetchCertificate })).toEqual(message);
    }
  });

  it("is not taken with a signature of version 1, which rests on SHA-1", async () => {
    expect(await verifySnsMessage({ ...signed({}, "RSA-SHA1"), SignatureVersion: "1" }, { topicArn, fetchCertificate })).toBeNull();
  });

  it("is not taken when anything of it was altered", async () => {
    const message = signed({ Subject: "Amazon SES" });
    const altered = {
      Message: "{}",
      MessageId: "1",
      Subject: "Other",
      Timestamp: "2020-01-01T00:00:00.000Z",
      Signature: "AAAA",
    };
    for (const [field, value] of Object.entries(altered)) {
      expect(await verifySnsMessage({ ...message, [field]: value }, { topicArn, fetchCertificate })).toBeNull();
    }
    expect(await verifySnsMessage({ ...message, Subject: undefined }, { topicArn, fetchCertificate })).toBeNull();
  });

  it("is not taken from a topic of somebody else's, which SNS signs just the same", async () => {
    const message = signed({ TopicArn: "arn:aws:sns:eu-central-1:666666666666:mail" });
    expect(await verifySnsMessage(message, { topicArn, fetchCertificate })).toBeNull();
    expect(await verifySnsMessage(message, { topicArn: null, fetchCertificate })).toEqual(message);
  });

  it.each([
    newAddress("sns.evil.test"),
    newAddress("sns.eu-central-1.amazonaws.com.evil.test"),
    newAddress("sns.s3-us-west-2.amazonaws.com"),
    newAddress("sns.s3.amazonaws.com"),
    newAddress("evil.sns.eu-central-1.amazonaws.com"),
    newAddress("sns.eu-central-1.amazonaws.com:8443"),
    newAddress("user@sns.eu-central-1.amazonaws.com"),
    newAddress().replace("https", "http"),
    newAddress().replace(".pem", ".txt"),
    "https://sns.eu-central-1.amazonaws.com/?Action=x&y=SimpleNotificationService-00000000000000000000000000000000.pem",
    "not an address",
  ])("has no certificate fetched from %s", async (SigningCertURL) => {
    let fetched = 0;
    const count = async () => {
      fetched += 1;
      return pem;
    };
    expect(await verifySnsMessage(signed({ SigningCertURL }), { topicArn, fetchCertificate: count })).toBeNull();
    expect(fetched).toBe(0);
  });

  it.each(["sns.cn-north-1.amazonaws.com.cn", "sns.us-gov-west-1.amazonaws.com"])("may come from %s", async (host) => {
    const message = signed({ SigningCertURL: newAddress(host) });
    expect(await verifySnsMessage(message, { topicArn, fetchCertificate })).toEqual(message);
  });

  it("has its certificate fetched once, and again after a failure", async () => {
    const message = signed();
    let fetched = 0;
    const failing = async () => {
      fetched += 1;
      if (fetched === 1) throw new Error("unreachable");
      return pem;
    };
    await expect(verifySnsMessage(message, { topicArn, fetchCertificate: failing })).rejects.toThrow("unreachable");
    for (let round = 0; round < 3; round += 1)
      expect(await verifySnsMessage(message, { topicArn, fetchCertificate: failing })).toEqual(message);
    expect(fetched).toBe(2);
  });

  it("is not taken when it is none", async () => {
    for (const body of [null, "x", [], {}, { ...signed(), Type: "Other" }, { ...signed(), SignatureVersion: "3" }]) {
      expect(await verifySnsMessage(body, { topicArn, fetchCertificate })).toBeNull();
    }
  });
});

describe("confirming a subscription", () => {
  function calls(answer: () => Promise<Response>): { addresses: string[]; get: typeof fetch } {
    const addresses: string[] = [];
    const get: typeof fetch = (address) => {
      addresses.push(String(address));
      return answer();
    };
    return { addresses, get };
  }

  it("calls Amazon's address and says whether it was taken", async () => {
    const { addresses, get } = calls(async () => new Response("<ok/>"));
    expect(await confirmSubscription(signed(subscription), get)).toBe(true);
    expect(addresses).toEqual([subscription.SubscribeURL]);
    expect(await confirmSubscription(signed(subscription), calls(async () => new Response("", { status: 403 })).get)).toBe(false);
    expect(await confirmSubscription(signed(subscription), calls(() => Promise.reject(new Error("down"))).get)).toBe(false);
  });

  it("calls no other address, and none for a message that is not a request to confirm", async () => {
    const { addresses, get } = calls(async () => new Response("<ok/>"));
    const elsewhere = [
      "http://sns.eu-central-1.amazonaws.com/",
      "https://169.254.169.254/",
      "https://sns.eu-central-1.amazonaws.com.evil.test/",
    ];
    for (const SubscribeURL of elsewhere) expect(await confirmSubscription(signed({ ...subscription, SubscribeURL }), get)).toBe(false);
    expect(await confirmSubscription(signed({ SubscribeURL: subscription.SubscribeURL }), get)).toBe(false);
    expect(addresses).toEqual([]);
  });
});
