// The address of an emailed link is its key, so it must not reach any other site.
const privateAddress = [
  { key: "referrer-policy", value: "no-referrer" },
  { key: "x-robots-tag", value: "noindex" },
];

// Built beside the portal for e2e/pseudo: every message in letters that only look alike.
const pseudoLocale = {
  distDir: ".next-pseudo",
  turbopack: { resolveAlias: { "@/lib/messages/generated/*": "./.cache/pseudo-messages/*" } },
};

/** @type {import("next").NextConfig} */
const config = {
  ...(process.env.PSEUDO_LOCALE === "on" ? pseudoLocale : {}),
  // Copies what the server loads to .next/standalone, which the image is made of. `npm start` does not use it.
  output: "standalone",
  reactStrictMode: true,
  poweredByHeader: false,
  // No page uses the image optimizer, so it would only add attack surface.
  images: { unoptimized: true },
  // These open sockets, load native or WebAssembly code, or keep state per process, which bundling breaks.
  serverExternalPackages: [
    "pg",
    "pg-boss",
    "@prisma/client",
    "@prisma/adapter-pg",
    "@node-rs/argon2",
    "sharp",
    "nodemailer",
    "smtp-server",
    "imapflow",
    "undici",
    "pino",
    "rate-limiter-flexible",
    "prom-client",
    "@opentelemetry/api",
    "@opentelemetry/context-async-hooks",
    "@opentelemetry/core",
    "@opentelemetry/exporter-trace-otlp-http",
    "@opentelemetry/resources",
    "@opentelemetry/sdk-trace",
  ],
  // `npm test` lints and checks types; a build on a customer's machine doesn't repeat that.
  typescript: { ignoreBuildErrors: true },
  devIndicators: false,
  rewrites: async () => [{ source: "/.well-known/security.txt", destination: "/api/security-contact" }],
  // What every answer carries is in scripts/portal/every-answer.ts. The content security policy of pages is in proxy.ts, because each response needs a nonce.
  headers: async () => [
    { source: "/:place(onboarding|join|reset)/:path*", headers: privateAddress },
    { source: "/api/:place(onboarding|password-reset)/:path*", headers: privateAddress },
    {
      source: "/api/:path*",
      headers: [
        {
          key: "content-security-policy",
          value: "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
        },
      ],
    },
  ],
};

export default config;
