import { isIP } from "node:net";
import { z } from "zod";

// The values of the environment's variables: each is checked and read here, and named in env.ts.

export const seconds = z.coerce.number("must be a number of seconds").positive("must be more than 0");
export const webAddress = z
  .url({ protocol: /^https?$/, error: "must be an http(s) address" })
  .transform((address) => address.replace(/\/+$/, ""));

export const databaseAddress = z.url({ protocol: /^postgres(ql)?$/, error: "must be a postgresql:// address" });

/** Fewer different characters or bytes than this in 32 are a pattern, and no chance would make them. */
const LEAST_VARIETY = 8;
const placeholder = /change[-_ ]?(me|this)|replace[-_ ]?(me|this)|your[-_ ]?(next[-_ ]?auth[-_ ]?)?secret|placeholder/i;
const makeSecret = "make one with: openssl rand -base64 48";

export const secret = z
  .string()
  .min(32, `must have at least 32 characters; ${makeSecret}`)
  .refine((text) => new Set(text).size >= LEAST_VARIETY && !placeholder.test(text), `is easy to guess; ${makeSecret}`);

export const keyRing = z.string().transform((text, context) => {
  const keys: { id: string; key: Buffer }[] = [];
  for (const part of text.split(",")) {
    const match = /^([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/]{43}=)$/.exec(part.trim());
    if (!match?.[1] || !match[2] || keys.some((known) => known.id === match[1])) {
      context.addIssue({ code: "custom", message: "must read id:base64-of-32-bytes[,id:…] with different ids" });
      return z.NEVER;
    }
    const key = Buffer.from(match[2], "base64");
    if (new Set(key).size < LEAST_VARIETY) {
      context.addIssue({ code: "custom", message: "holds a key that is easy to guess; make one with: openssl rand -base64 32" });
      return z.NEVER;
    }
    keys.push({ id: match[1], key });
  }
  return keys;
});

export const waits = z.string().transform((text, context) => {
  const numbers = text.split(",").map((part) => Number(part.trim()));
  if (numbers.some((wait) => !Number.isFinite(wait) || wait <= 0)) {
    context.addIssue({ code: "custom", message: "must be seconds separated by commas, each more than 0" });
    return z.NEVER;
  }
  return numbers;
});

export const proxies = z.string().transform((text, context) => {
  if (text.trim() === "none") return [];
  const entries = text.split(",").map((part) => part.trim());
  const isProxy = (entry: string) => {
    const [address = "", bits, ...more] = entry.split("/");
    const size = isIP(address) === 6 ? 128 : 32;
    return isIP(address) !== 0 && more.length === 0 && (bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= size));
  };
  if (!entries.every(isProxy))
    context.addIssue({ code: "custom", message: "must be none, or addresses or CIDR ranges separated by commas" });
  return entries;
});

export const listen = z.string().transform((text, context) => {
  const match = /^(smtp|lmtp):\/\/(?:\[([0-9a-f:]+)\]|([^\s:/[\]]*)):(\d{1,5})$/i.exec(text);
  const port = Number(match?.[4]);
  if (!match || port < 1 || port > 65535) {
    context.addIssue({ code: "custom", message: "must be smtp:// or lmtp:// and a host and a port, such as lmtp://127.0.0.1:2424" });
    return z.NEVER;
  }
  const protocol: "smtp" | "lmtp" = match[1]?.toLowerCase() === "smtp" ? "smtp" : "lmtp";
  return { protocol, host: match[2] || match[3] || "127.0.0.1", port };
});

export const mailbox = z
  .url({ protocol: /^imaps?$/, error: "must be an imaps:// address" })
  .refine((address) => URL.parse(address)?.username && URL.parse(address)?.password, "must hold a user and a password");

export function isResolver(text: string): boolean {
  const url = URL.parse(`dns://${isIP(text) === 6 ? `[${text}]` : text}`);
  return url !== null && isIP(url.hostname.replace(/^\[|\]$/g, "")) !== 0 && url.host === (isIP(text) === 6 ? `[${text}]` : text);
}

/** Returns whether an address leads to this machine itself. */
export const isLoopback = (address: string) => /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/.test(URL.parse(address)?.hostname ?? "");

/** What is written in PEM, such as a certificate or a key. */
export const pem = z.string().regex(/^-----BEGIN [A-Z ]+-----\n[\s\S]+\n-----END [A-Z ]+-----\s*$/, "must be in PEM format");

/** An address, or null for `none`. */
export const addressOrNone = z.union([z.literal("none").transform(() => null), webAddress], "must be none, or an http(s) address");
