import { isLoopback } from "@/lib/platform/environment/values";

const web = [
  "APP_URL",
  "HARVEST_V1_URL",
  "HARVEST_V3_URL",
  "GREENHOUSE_AUTH_URL",
  "ONBOARDING_URL",
  "OTEL_EXPORTER_OTLP_ENDPOINT",
  "BREACHED_PASSWORDS",
] as const;
const databases = ["DATABASE_URL", "DATABASE_ADMIN_URL", "DATABASE_DIRECT_URL", "DATABASE_REPLICA_URL"] as const;

/** The settings that decide which connections are encrypted. */
type Connections = Partial<Record<(typeof web)[number] | (typeof databases)[number], string | null | undefined>> & {
  SMTP_URL?: string | undefined;
  SMTP_TLS: "required" | "off";
  TLS_CERTIFICATE?: string | undefined;
  HOST: string;
  METRICS_PORT?: number | undefined;
  BOUNCE_LISTEN?: { host: string } | undefined;
};

/** What the strict profile does not start with, as an operator can mend it. */
interface Refused {
  variable: keyof Connections;
  reason: string;
}

/**
 * Returns the first setting with which a connection to another machine would not be encrypted or its other side not be known, or passwords
 * of known breaches would be taken; null where there is none. What stays on this machine needs no TLS.
 */
export function whatStrictRefuses(env: Connections, isServing: boolean): Refused | null {
  for (const variable of web) {
    const address = env[variable];
    if (address && !address.startsWith("https:") && !isLoopback(address)) return { variable, reason: strictly("an https:// address") };
  }
  for (const variable of databases) {
    const address = env[variable];
    if (address && !isLocalDatabase(address) && new URL(address).searchParams.get("sslmode") !== "verify-full")
      return { variable, reason: strictly("sslmode=verify-full (and sslrootcert=FILE for an authority of your own)") };
  }
  if (env.SMTP_TLS === "off" && env.SMTP_URL?.startsWith("smtp:") && !isLoopback(env.SMTP_URL))
    return { variable: "SMTP_TLS", reason: strictly("required") };
  if (env.TLS_CERTIFICATE === undefined) {
    const certificate = strictly("TLS_CERTIFICATE and TLS_KEY");
    if (isServing && !isLoopback(`http://${bracketed(env.HOST)}`)) return { variable: "HOST", reason: `${certificate}, or 127.0.0.1` };
    if (env.METRICS_PORT !== undefined) return { variable: "METRICS_PORT", reason: certificate };
    if (env.BOUNCE_LISTEN && !isLoopback(`http://${bracketed(env.BOUNCE_LISTEN.host)}`))
      return { variable: "BOUNCE_LISTEN", reason: `${certificate}, or 127.0.0.1` };
  }
  if (env.BREACHED_PASSWORDS === null) return { variable: "BREACHED_PASSWORDS", reason: strictly("an address") };
  return null;
}

const strictly = (what: string) => `needs ${what} where SECURITY_PROFILE is strict`;

const bracketed = (host: string) => (host.includes(":") ? `[${host}]` : host);

function isLocalDatabase(address: string): boolean {
  const url = new URL(address);
  const socket = url.searchParams.get("host");
  return socket === null ? url.hostname === "" || isLoopback(address) : socket.startsWith("/");
}
