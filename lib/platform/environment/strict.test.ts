import { describe, expect, it } from "vitest";
import { parseEnv } from "@/lib/platform/env";

const pem = (what: string) => `-----BEGIN ${what}-----\nAAAA\n-----END ${what}-----\n`;
const certificate = { TLS_CERTIFICATE: pem("CERTIFICATE"), TLS_KEY: pem("PRIVATE KEY") };
const encrypted = {
  SECURITY_PROFILE: "strict",
  APP_URL: "https://portal.example",
  TRUSTED_PROXIES: "10.0.0.1",
  DATABASE_URL: "postgresql://portal@db.example/emptrust?sslmode=verify-full",
  NEXTAUTH_SECRET: "Vb3xZr8Qk1Lw7Tn5Hp9Ys2Dg6Jf4Mc0a",
  CREDENTIAL_KEYS: `k1:${Buffer.from("a key of the tests and no others").toString("base64")}`,
  SMTP_URL: "smtp://mail.example:587",
  MAIL_FROM: "portal@mail.example",
  ...certificate,
};
const start = (given: Record<string, string>) => parseEnv({ ...encrypted, ...given }, { mail: true, serving: true });

describe("the strict profile", () => {
  it.each<[string, Record<string, string>]>([
    ["where every connection to another machine is encrypted", {}],
    ["behind a proxy on this machine", { TLS_CERTIFICATE: "", TLS_KEY: "", HOST: "127.0.0.1" }],
    ["with a database on this machine", { DATABASE_URL: "postgresql://portal@127.0.0.1/emptrust" }],
    ["with a database behind a socket", { DATABASE_URL: "postgresql://portal@localhost/emptrust?host=/run/postgresql" }],
    [
      "with figures and reports over TLS",
      { METRICS_PORT: "9464", METRICS_TOKEN: "a token of 16 or more", BOUNCE_LISTEN: "smtp://0.0.0.0:25" },
    ],
    ["with a collector on this machine", { OTEL_EXPORTER_OTLP_ENDPOINT: "http://localhost:4318" }],
  ])("starts %s", (_, given) => {
    expect(start(given).SECURITY_PROFILE).toBe("strict");
  });

  it.each<[string, Record<string, string>]>([
    ["APP_URL", { APP_URL: "http://portal.example" }],
    ["DATABASE_URL", { DATABASE_URL: "postgresql://portal@db.example/emptrust" }],
    ["DATABASE_URL", { DATABASE_URL: "postgresql://portal@db.example/emptrust?sslmode=require" }],
    ["DATABASE_ADMIN_URL", { DATABASE_ADMIN_URL: "postgresql://owner@db.example/emptrust" }],
    ["DATABASE_DIRECT_URL", { DATABASE_DIRECT_URL: "postgresql://portal@127.0.0.1/emptrust?host=db.example" }],
    ["DATABASE_REPLICA_URL", { DATABASE_REPLICA_URL: "postgresql://portal@replica.example/emptrust" }],
    ["SMTP_TLS", { SMTP_TLS: "off" }],
    ["HARVEST_V3_URL", { HARVEST_V3_URL: "http://harvest.example/v3" }],
    ["GREENHOUSE_AUTH_URL", { GREENHOUSE_AUTH_URL: "http://auth.example" }],
    ["OTEL_EXPORTER_OTLP_ENDPOINT", { OTEL_EXPORTER_OTLP_ENDPOINT: "http://collector.example:4318" }],
    ["HOST", { TLS_CERTIFICATE: "", TLS_KEY: "" }],
    ["HOST", { TLS_CERTIFICATE: "", TLS_KEY: "", HOST: "::" }],
    ["METRICS_PORT", { TLS_CERTIFICATE: "", TLS_KEY: "", HOST: "127.0.0.1", METRICS_PORT: "9464", METRICS_TOKEN: "a token of 16 or more" }],
    ["BOUNCE_LISTEN", { TLS_CERTIFICATE: "", TLS_KEY: "", HOST: "127.0.0.1", BOUNCE_LISTEN: "lmtp://0.0.0.0:2424" }],
    ["BREACHED_PASSWORDS", { BREACHED_PASSWORDS: "none" }],
  ])("does not start with less, and names %s: %j", (variable, given) => {
    expect(() => start(given)).toThrow(`${variable}: needs`);
    expect(start({ ...given, SECURITY_PROFILE: "standard" }).SECURITY_PROFILE).toBe("standard");
  });
});

describe("a certificate", () => {
  it.each([
    ["TLS_KEY", { TLS_KEY: "" }],
    ["TLS_CERTIFICATE", { TLS_CERTIFICATE: "" }],
    ["TLS_CERTIFICATE", { TLS_CERTIFICATE: "/etc/tls/portal.pem" }],
  ])("comes with its key, in PEM: %s", (variable, given) => {
    expect(() => start({ SECURITY_PROFILE: "standard", ...given })).toThrow(`${variable}: `);
  });
});
