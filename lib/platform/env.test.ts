import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { EnvError, type Needs, parseEnv, readVariableFiles } from "@/lib/platform/env";

const key = randomBytes(32).toString("base64");
const least = {
  DATABASE_URL: "postgresql://owner:hunter2@localhost:5432/emptrust",
  NEXTAUTH_SECRET: "a secret of at least thirty-two characters",
  CREDENTIAL_KEYS: `k1:${key}`,
};
const mail = { SMTP_URL: "smtp://localhost:1025", MAIL_FROM: "Northwind <onboarding@northwind.test>" };

function parse(more: Record<string, string | undefined> = {}, needs: Needs = { mail: false }) {
  return parseEnv({ ...least, ...more }, needs);
}

/** What the start would end with. */
function failure(source: Record<string, string | undefined>, needs: Needs = { mail: false }): string {
  try {
    parseEnv(source, needs);
  } catch (error) {
    if (error instanceof EnvError) return error.message;
    throw error;
  }
  return "it started";
}

describe("a variable that is required", () => {
  it.each(["DATABASE_URL", "NEXTAUTH_SECRET", "CREDENTIAL_KEYS"] as const)("%s is named when it is not set", (name) => {
    expect(failure({ ...least, [name]: undefined })).toBe(`${name}: is required and not set`);
  });

  it.each(["DATABASE_URL", "NEXTAUTH_SECRET", "CREDENTIAL_KEYS"] as const)("%s is not set when it is empty", (name) => {
    expect(failure({ ...least, [name]: "" })).toBe(`${name}: is required and not set`);
  });

  it.each(["SMTP_URL", "MAIL_FROM"] as const)("%s is asked for where mail is sent, and only there", (name) => {
    expect(failure({ ...least, ...mail, [name]: undefined }, { mail: true })).toBe(`${name}: is required and not set`);
    expect(failure({ ...least, ...mail, [name]: "" }, { mail: true })).toBe(`${name}: is required and not set`);
    expect(failure({ ...least, ...mail, [name]: undefined }, { mail: false })).toBe("it started");
  });
});

describe("a secret that is easy to guess", () => {
  it.each([
    ["NEXTAUTH_SECRET", "x".repeat(64), "is easy to guess; make one with: openssl rand -base64 48"],
    ["NEXTAUTH_SECRET", "short", "must have at least 32 characters; make one with: openssl rand -base64 48"],
    [
      "CREDENTIAL_KEYS",
      `k1:${Buffer.alloc(32).toString("base64")}`,
      "holds a key that is easy to guess; make one with: openssl rand -base64 32",
    ],
  ])("stops the start with how to make one: %s", (name, value, words) => {
    expect(failure({ ...least, [name]: value })).toBe(`${name}: ${words}`);
  });

  it("is none that a random source makes", () => {
    for (let made = 0; made < 1_000; made++) {
      const made = { NEXTAUTH_SECRET: randomBytes(24).toString("base64"), CREDENTIAL_KEYS: `k1:${randomBytes(32).toString("base64")}` };
      expect(failure({ ...least, ...made })).toBe("it started");
    }
  });
});

describe("the proxies before a portal that is reached by https", () => {
  const secure = { ...least, ...mail, APP_URL: "https://portal.northwind.test" };
  const serving = { mail: true, serving: true };

  it.each([undefined, ""])("have to be named before pages are served, since all the world would share their address: %s", (given) => {
    expect(failure({ ...secure, TRUSTED_PROXIES: given }, serving)).toMatch(
      /^TRUSTED_PROXIES: is required when APP_URL is https: .*, or none$/,
    );
  });

  it.each(["none", "10.0.0.0/8"])("are %s where the operator says so", (given) => {
    expect(failure({ ...secure, TRUSTED_PROXIES: given }, serving)).toBe("it started");
  });

  it("need no name where no pages are served, or only without TLS", () => {
    expect(failure(secure, { mail: true })).toBe("it started");
    expect(failure({ ...secure, APP_URL: "http://localhost:3000" }, serving)).toBe("it started");
    expect(parse({ TRUSTED_PROXIES: "none" }).TRUSTED_PROXIES).toEqual([]);
  });
});

describe("a variable that cannot be read", () => {
  const bad: [string, string[]][] = [
    ["PORT", ["http", "-1", "65536", "80.5"]],
    ["APP_URL", ["portal.northwind.test", "ftp://northwind.test", "javascript:alert(1)"]],
    ["DATABASE_URL", ["mysql://localhost/x", "localhost", "postgresql"]],
    [
      "NEXTAUTH_SECRET",
      [
        "short",
        "x".repeat(31),
        "x".repeat(64),
        "abcabc".repeat(8),
        "please-change-me-to-something-of-your-own",
        "your-nextauth-secret-your-nextauth-secret",
      ],
    ],
    [
      "CREDENTIAL_KEYS",
      [
        "k1",
        `k1:${key.slice(1)}`,
        `k1:${key},k1:${key}`,
        `k 1:${key}`,
        `:${key}`,
        `k1:${key},`,
        `k1:${randomBytes(16).toString("base64")}`,
        `k1:${Buffer.alloc(32).toString("base64")}`,
        `k1:${key},k2:${Buffer.alloc(32, 7).toString("base64")}`,
        `k1:${Buffer.from("abcd".repeat(8)).toString("base64")}`,
      ],
    ],
    ["SMTP_URL", ["http://localhost", "localhost:25"]],
    ["MAIL_FROM", ["Northwind", "Northwind <onboarding>", "a@b.test\r\nBcc: c@d.test", "<a@b.test> x"]],
    ["HARVEST_V1_URL", ["harvest.greenhouse.io/v1", "file:///etc/passwd"]],
    ["HARVEST_V3_URL", ["harvest"]],
    ["GREENHOUSE_AUTH_URL", ["auth"]],
    ["SYNC_INTERVAL_SECONDS", ["0", "-5", "often"]],
    ["WORKER", ["on", "OFF", "true"]],
    ["ONBOARDING_URL", ["onboarding", "javascript:alert(1)"]],
    ["MAIL_RETRY_SECONDS", ["60,soon", "60,,300", "0", "-1,60"]],
    ["MAIL_PER_MINUTE", ["0", "1.5", "many"]],
    ["MAIL_RETURN_PATH", ["none"]],
    ["BOUNCE_LISTEN", ["2424", "localhost:2424", "http://localhost:2424", "lmtp://localhost", "smtp://localhost:0", "smtp://a b:25"]],
    ["BOUNCE_IMAP_URL", ["imap.test", "https://u:p@imap.test", "imaps://imap.test/INBOX", "imaps://user@imap.test"]],
    ["CRON_SECRET", ["short"]],
    ["METRICS_TOKEN", ["short"]],
    ["METRICS_PORT", ["nine", "65536"]],
    ["OTEL_EXPORTER_OTLP_ENDPOINT", ["collector:4318", "grpc://collector"]],
    ["OTEL_TRACES_SAMPLER_ARG", ["2", "half"]],
    ["LOG_LEVEL", ["loud", "INFO"]],
  ];
  it.each(bad.flatMap(([name, values]) => values.map((value) => [name, value] as const)))("is named: %s=%j", (name, value) => {
    const message = failure({ ...least, ...mail, [name]: value });
    expect(message).toMatch(new RegExp(`^${name}: .+`));
    expect(message).not.toContain("not set");
    expect(message.split("\n")).toHaveLength(1);
  });

  it.each([
    ["DATABASE_URL", "mysql://owner:hunter2@localhost/x", "hunter2"],
    ["NEXTAUTH_SECRET", "too-short-secret", "too-short-secret"],
    ["CREDENTIAL_KEYS", `k1:${key.slice(2)}`, key.slice(2)],
    ["SMTP_URL", "smpt://user:hunter2@mail.test", "hunter2"],
    ["BOUNCE_IMAP_URL", "imapz://user:hunter2@imap.test", "hunter2"],
    ["CRON_SECRET", "cron-hunter2", "hunter2"],
  ])("%s does not repeat the secret in what it says", (name, value, hidden) => {
    expect(failure({ ...least, [name]: value })).not.toContain(hidden);
  });
});

describe("where bounces are taken", () => {
  it.each([
    ["lmtp://127.0.0.1:2424", { protocol: "lmtp", host: "127.0.0.1", port: 2424 }],
    ["SMTP://[::]:25", { protocol: "smtp", host: "::", port: 25 }],
    ["lmtp://:2424", { protocol: "lmtp", host: "127.0.0.1", port: 2424 }],
  ])("is read from %s; without a host it is this machine only", (given, where) => {
    expect(parse({ BOUNCE_LISTEN: given }).BOUNCE_LISTEN).toEqual(where);
  });
});

describe("what is not set", () => {
  it("has the documented default", () => {
    expect(parse()).toMatchObject({
      PORT: 3000,
      APP_URL: "http://localhost:3000",
      DATA_DIR: ".data",
      HARVEST_V1_URL: "https://harvest.greenhouse.io/v1",
      HARVEST_V3_URL: "https://harvest.greenhouse.io/v3",
      GREENHOUSE_AUTH_URL: "https://auth.greenhouse.io",
      SYNC_INTERVAL_SECONDS: 300,
      WORKER: "inline",
      MAIL_RETRY_SECONDS: [60, 300, 1800, 7200, 21600, 86400],
      MAIL_RETURN_PATH: "verp",
      MAIL_PER_MINUTE: 600,
      LOG_LEVEL: "info",
    });
  });

  it.each([
    "CRON_SECRET",
    "METRICS_TOKEN",
    "SECURITY_CONTACT",
    "ONBOARDING_URL",
    "BOUNCE_LISTEN",
    "BOUNCE_IMAP_URL",
    "SMTP_URL",
    "MAIL_FROM",
  ] as const)("%s is absent, also when it is empty", (name) => {
    expect(parse()[name]).toBeUndefined();
    expect(parse({ [name]: "" })[name]).toBeUndefined();
  });

  it.each(["PORT", "DATA_DIR", "SYNC_INTERVAL_SECONDS", "WORKER", "MAIL_RETRY_SECONDS", "LOG_LEVEL"] as const)(
    "%s has its default also when it is empty",
    (name) => {
      expect(parse({ [name]: "" })[name]).toEqual(parse()[name]);
    },
  );

  it("is the address that belongs to the port", () => {
    expect(parse({ PORT: "8080" }).APP_URL).toBe("http://localhost:8080");
    expect(parse({ PORT: "8080", APP_URL: "https://portal.northwind.test/" }).APP_URL).toBe("https://portal.northwind.test");
  });
});

describe("what is set", () => {
  it("is read as what it means", () => {
    expect(parse({ MAIL_RETRY_SECONDS: "1, 2,3", SYNC_INTERVAL_SECONDS: "0.5", WORKER: "off" })).toMatchObject({
      MAIL_RETRY_SECONDS: [1, 2, 3],
      SYNC_INTERVAL_SECONDS: 0.5,
      WORKER: "off",
    });
  });

  it("is a ring of keys in the order given", () => {
    const second = randomBytes(32);
    const ring = parse({ CREDENTIAL_KEYS: `new:${second.toString("base64")}, k1:${key}` }).CREDENTIAL_KEYS;
    expect(ring.map(({ id }) => id)).toEqual(["new", "k1"]);
    expect(ring[0]?.key).toEqual(second);
  });

  it.each(["onboarding@northwind.test", "Northwind <onboarding@northwind.test>", "<onboarding@northwind.test>"])(
    "MAIL_FROM may be %s",
    (from) => {
      expect(parse({ MAIL_FROM: from }).MAIL_FROM).toBe(from);
    },
  );

  it("leaves alone what is not the portal's", () => {
    expect(Object.keys(parse({ HOME: "/root", PATH: "/bin" }))).not.toContain("HOME");
  });
});

describe("a variable in a file", () => {
  const folder = mkdtempSync(join(tmpdir(), "emptrust-env-"));
  const file = join(folder, "secret");
  afterAll(() => rmSync(folder, { recursive: true }));

  it("is read without the line break at its end, and its name is taken back", () => {
    writeFileSync(file, `${least.NEXTAUTH_SECRET}\n`);
    const given: Record<string, string | undefined> = { NEXTAUTH_SECRET_FILE: file, OTHER_FILE: file };
    readVariableFiles(given);
    expect(given).toEqual({ NEXTAUTH_SECRET: least.NEXTAUTH_SECRET, OTHER_FILE: file });
  });

  it.each([
    ["cannot be read", { SMTP_URL_FILE: join(folder, "missing") }, "SMTP_URL_FILE: names a file that cannot be read"],
    ["stands beside its value", { SMTP_URL: "smtp://a", SMTP_URL_FILE: file }, "SMTP_URL_FILE: is set beside SMTP_URL; set one of them"],
  ])("that %s ends the start", (_, given, message) => {
    expect(() => readVariableFiles(given)).toThrow(message);
  });
});
