import { createServer, type RequestListener, type ServerOptions } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { tlsIdentity } from "@/lib/platform/tls";

/** Returns a server of HTTP over TLS where this process has a certificate (`TLS_CERTIFICATE`), and of plain HTTP where it has none. */
export function webServer(options: ServerOptions, listener: RequestListener) {
  const identity = tlsIdentity();
  return identity ? createTlsServer({ ...options, ...identity }, listener) : createServer(options, listener);
}
