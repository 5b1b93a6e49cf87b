const YEAR_SECONDS = 31_536_000;

/**
 * Returns the headers that every answer of the portal carries, also those that Next.js gives before it reads its own configuration, such
 * as a redirect. What is stricter for some addresses is in next.config.js, and replaces these. HTTPS is demanded for the future where the
 * public address has it.
 */
export function headersOfEveryAnswer(publicAddress: string): [name: string, value: string][] {
  const isSecure = new URL(publicAddress).protocol === "https:";
  return [
    ["x-content-type-options", "nosniff"],
    // Pages and the API have a stricter one.
    ["content-security-policy", "frame-ancestors 'none'"],
    ["referrer-policy", "same-origin"],
    ["permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"],
    ["cross-origin-opener-policy", "same-origin"],
    ["cross-origin-resource-policy", "same-origin"],
    ...(isSecure ? ([["strict-transport-security", `max-age=${YEAR_SECONDS}; includeSubDomains`]] as [string, string][]) : []),
  ];
}
