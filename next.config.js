const everywhere = [
  { key: "x-content-type-options", value: "nosniff" },
  { key: "referrer-policy", value: "same-origin" },
  { key: "permissions-policy", value: "camera=(), geolocation=(), microphone=(), payment=(), usb=()" },
  { key: "cross-origin-opener-policy", value: "same-origin" },
];

// An invitation's address is its key, so it must not reach any other site.
const keptToItself = [
  { key: "referrer-policy", value: "no-referrer" },
  { key: "x-robots-tag", value: "noindex" },
];

/** @type {import("next").NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  // A small surface: no image optimizer to attack or to feed, nothing in the portal needs it.
  images: { unoptimized: true },
  // These open sockets, load native or WebAssembly code, or keep state per process; bundling them breaks one or the other.
  serverExternalPackages: [
    "pg",
    "pg-boss",
    "@prisma/client",
    "@prisma/adapter-pg",
    "@node-rs/argon2",
    "nodemailer",
    "undici",
    "pino",
    "rate-limiter-flexible",
  ],
  // Linting and type checks are steps of `npm test`; a build on a customer's machine need not repeat them.
  typescript: { ignoreBuildErrors: true },
  devIndicators: false,
  // Where two rules set one header, the later one holds. What pages may load is in proxy.ts, because it needs a nonce for each answer.
  headers: async () => [
    { source: "/:path*", headers: everywhere },
    {
      source: "/:path*",
      has: [{ type: "header", key: "x-forwarded-proto", value: "https(,.*)?" }],
      headers: [{ key: "strict-transport-security", value: "max-age=31536000; includeSubDomains" }],
    },
    { source: "/:place(onboarding|join)/:path*", headers: keptToItself },
    { source: "/api/onboarding/:path*", headers: keptToItself },
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
