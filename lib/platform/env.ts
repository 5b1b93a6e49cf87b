import { readFileSync } from "node:fs";
import { z } from "zod";
import { whatStrictRefuses } from "@/lib/platform/environment/strict";
import {
  addressOrNone,
  databaseAddress,
  isLoopback,
  isResolver,
  keyRing,
  listen,
  mailbox,
  pem,
  proxies,
  seconds,
  secret,
  waits,
  webAddress,
} from "@/lib/platform/environment/values";

/**
 * A missing or malformed environment variable. The message is one line that names the variable; every entry point prints it and
 * exits with code 1. Only this file reads the environment.
 */
export class EnvError extends Error {
  constructor(variable: string, reason: string) {
    super(`${variable}: ${reason}`);
    this.name = "EnvError";
  }
}

const shape = {
  PORT: z.coerce.number("must be a port").int("must be a port").min(0, "must be a port").max(65535, "must be a port").default(3000),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, "must be an address or the name of this machine")
    .default("0.0.0.0"),
  APP_URL: webAddress.optional(),
  DATABASE_URL: databaseAddress,
  DATABASE_ADMIN_URL: databaseAddress.optional(),
  DATABASE_DIRECT_URL: databaseAddress.optional(),
  DATABASE_REPLICA_URL: databaseAddress.optional(),
  DATA_DIR: z.string().min(1).default(".data"),
  NEXTAUTH_SECRET: secret,
  NEXTAUTH_SECRET_FORMER: secret.optional(),
  CREDENTIAL_KEYS: keyRing,
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: "must be an smtp:// or smtps:// address" }).optional(),
  SMTP_TLS: z.enum(["required", "off"]).default("required"),
  MAIL_FROM: z
    .string()
    .regex(/^(?:[^<>@\r\n]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/, "must be an address, or Name <address>")
    .optional(),
  HARVEST_V1_URL: webAddress.default("https://harvest.greenhouse.io/v1"),
  HARVEST_V3_URL: webAddress.default("https://harvest.greenhouse.io/v3"),
  GREENHOUSE_AUTH_URL: webAddress.default("https://auth.greenhouse.io"),
  GREENHOUSE_OAUTH_CLIENT_ID: z.string().min(1).optional(),
  GREENHOUSE_OAUTH_CLIENT_SECRET: z.string().min(1).optional(),
  GREENHOUSE_OAUTH_SCOPES: z
    .string()
    .regex(/^[\w: ]*$/, "must be scopes, separated by spaces")
    .transform((text) => text.split(" ").filter(Boolean))
    .prefault(""),
  GREENHOUSE_OAUTH_PKCE: z.enum(["on", "off"], "must be on or off").default("on"),
  OUTGOING_ADDRESSES: z
    .string()
    .regex(/^[\da-fA-F.:/]+(\s*,\s*[\da-fA-F.:/]+)*$/, "must be addresses, separated by commas")
    .optional(),
  TRUSTED_PROXIES: proxies.optional(),
  SYNC_INTERVAL_SECONDS: seconds.default(300),
  WORKER: z.enum(["inline", "off"], "must be inline or off").default("inline"),
  ONBOARDING_URL: webAddress.optional(),
  MAIL_RETRY_SECONDS: waits.default([60, 300, 1800, 7200, 21600, 86400]),
  MAIL_RETURN_PATH: z.enum(["verp", "plain"], "must be verp or plain").default("verp"),
  MAIL_PER_MINUTE: z.coerce.number("must be a number").int("must be a whole number").positive("must be more than 0").default(600),
  BOUNCE_LISTEN: listen.optional(),
  BOUNCE_IMAP_URL: mailbox.optional(),
  EMAIL_WEBHOOK_SECRET: z.string().min(16, "must have at least 16 characters").optional(),
  CRON_SECRET: z.string().min(16, "must have at least 16 characters").optional(),
  AUDIT_STREAM: z
    .url({ protocol: /^(https?|file)$/, error: "must be an https:// or file:// address" })
    .refine((address) => !address.startsWith("http:") || isLoopback(address), "must be an https:// or file:// address")
    .optional(),
  AUDIT_STREAM_TOKEN: z.string().min(16, "must have at least 16 characters").optional(),
  SSO_PRIVATE_ISSUERS: z.enum(["on", "off"], "must be on or off").default("off"),
  DNS_SERVER: z
    .string()
    .refine((text) => isResolver(text), "must be an address, with its port where it is not 53, such as 10.0.0.2 or [::1]:5353")
    .optional(),
  SECURITY_PROFILE: z.enum(["standard", "strict"], "must be standard or strict").default("standard"),
  TLS_CERTIFICATE: pem.optional(),
  TLS_KEY: pem.optional(),
  BREACHED_PASSWORDS: addressOrNone.optional(),
  SECURITY_CONTACT: z.url({ protocol: /^(https|mailto)$/, error: "must be an https:// or mailto: address" }).optional(),
  METRICS_TOKEN: z.string().min(16, "must have at least 16 characters").optional(),
  METRICS_PORT: z.coerce.number("must be a port").int("must be a port").min(0, "must be a port").max(65535, "must be a port").optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: webAddress.optional(),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number("must be a share").min(0, "must be from 0 to 1").max(1, "must be from 0 to 1").default(1),
  CHECK_RESPONSES: z.enum(["on", "off"], "must be on or off").default(process.env.NODE_ENV === "production" ? "off" : "on"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"], "must be a log level").default("info"),
};
const schema = z.object(shape);

export type Env = z.output<typeof schema> & { APP_URL: string };

export interface Needs {
  /** Whether the variables for sending email are required. */
  mail: boolean;
  /** Whether pages are served: then the proxies in front must be known. */
  serving?: boolean;
  /** `false` where the secrets may be missing: the key ring is empty then. */
  secrets?: boolean;
}

/** Stand-ins of secrets that are not needed, or not known yet; nothing is signed or sealed with them. */
const noSecrets = {
  NEXTAUTH_SECRET: "stands in where none is needed yet",
  CREDENTIAL_KEYS: `none:${Buffer.from("stands in where no key is needed").toString("base64")}`,
};

/** Variables of which each needs the other, and what they are together. */
const pairs = [
  ["GREENHOUSE_OAUTH_CLIENT_ID", "GREENHOUSE_OAUTH_CLIENT_SECRET", "partner credentials"],
  ["TLS_CERTIFICATE", "TLS_KEY", "pair"],
] as const;

/**
 * Returns the parsed environment. Empty counts as unset, because that is how most tools unset a variable. Throws `EnvError` for the first
 * missing or invalid variable.
 */
export function parseEnv(source: Record<string, string | undefined>, needs: Needs): Env {
  const given = Object.fromEntries(Object.keys(shape).flatMap((name) => (source[name] ? [[name, source[name]]] : [])));
  const parsed = schema.safeParse(needs.secrets === false ? { ...noSecrets, ...given } : given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const variable = String(issue?.path[0] ?? "environment");
    throw new EnvError(variable, given[variable] === undefined ? "is required and not set" : (issue?.message ?? "is not valid"));
  }
  for (const variable of ["SMTP_URL", "MAIL_FROM"] as const) {
    if (needs.mail && parsed.data[variable] === undefined) throw new EnvError(variable, "is required and not set");
  }
  // Without it, all the world would call from the proxy's address, and share one caller's limits.
  if (needs.serving && parsed.data.APP_URL?.startsWith("https:") && parsed.data.TRUSTED_PROXIES === undefined) {
    throw new EnvError(
      "TRUSTED_PROXIES",
      "is required when APP_URL is https: the addresses or CIDR ranges of the reverse proxies before the portal, or none",
    );
  }
  for (const [one, other, what] of pairs) {
    if ((parsed.data[one] === undefined) === (parsed.data[other] === undefined)) continue;
    throw new EnvError(parsed.data[one] === undefined ? one : other, `is required when the other half of the ${what} is set`);
  }
  if (parsed.data.METRICS_PORT !== undefined && parsed.data.METRICS_TOKEN === undefined) {
    throw new EnvError("METRICS_TOKEN", "is required when METRICS_PORT is set");
  }
  if (given.CREDENTIAL_KEYS === undefined) parsed.data.CREDENTIAL_KEYS = [];
  const complete = { ...parsed.data, APP_URL: parsed.data.APP_URL ?? `http://localhost:${parsed.data.PORT}` };
  const refused = complete.SECURITY_PROFILE === "strict" ? whatStrictRefuses(complete, needs.serving ?? false) : null;
  if (refused) throw new EnvError(refused.variable, refused.reason);
  return complete;
}

/**
 * Sets each variable whose name with `_FILE` behind it is given from the file that it names, as vaults and container platforms hand over
 * secrets. A line break at the end is not part of the value. Throws `EnvError` where the file cannot be read, or both are given.
 */
export function readVariableFiles(given: Record<string, string | undefined>): void {
  for (const name of Object.keys(shape)) {
    const variable = `${name}_FILE`;
    const file = given[variable];
    if (!file) continue;
    if (given[name]) throw new EnvError(variable, `is set beside ${name}; set one of them`);
    try {
      given[name] = readFileSync(file, "utf8").replace(/\r?\n$/, "");
    } catch {
      throw new EnvError(variable, "names a file that cannot be read");
    }
    delete given[variable];
  }
}

let loaded: Env | undefined;

/** Returns the environment of this process, parsed on first use. */
export function env(): Env {
  loaded ??= parseEnv(process.env, { mail: false });
  return loaded;
}

/** Returns the address that emails come from, without the name in front of it; null where this process is told none. */
export function senderAddress(): string | null {
  const { MAIL_FROM } = env();
  return MAIL_FROM === undefined ? null : (/<(.+)>/.exec(MAIL_FROM)?.[1] ?? MAIL_FROM);
}

/** Parses the environment again. Entry points call it first, tests after changing a variable. */
export function loadEnv(needs: Needs): Env {
  loaded = parseEnv(process.env, needs);
  return loaded;
}

/** Returns whether this installation holds itself to all of ASVS level 2 (`SECURITY_PROFILE=strict`). */
export function isStrict(): boolean {
  return env().SECURITY_PROFILE === "strict";
}
