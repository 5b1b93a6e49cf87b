import { env } from "@/lib/platform/env";

/** Returns the certificate with which this process shows who it is, its key, and the oldest version of TLS; null where it has none. */
export function tlsIdentity(): { cert: string; key: string; minVersion: "TLSv1.2" } | null {
  const { TLS_CERTIFICATE: cert, TLS_KEY: key } = env();
  return cert !== undefined && key !== undefined ? { cert, key, minVersion: "TLSv1.2" } : null;
}
