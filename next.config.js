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
};

export default config;
