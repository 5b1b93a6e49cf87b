// The image's health check: ends with 0 where the portal of this container answers. Node.js asks itself, because the image has no curl.
const address = `http://127.0.0.1:${process.env.PORT || 3000}/api/health/live`;
const isLive = await fetch(address, { signal: AbortSignal.timeout(4_000) }).then(
  (answer) => answer.ok,
  () => false,
);
process.exit(isLive ? 0 : 1);

export {};
