/** Shorter values are no secrets, and would take ordinary words out of a text. */
const SHORTEST = 4;

/**
 * Returns a text without these secrets, in whichever form it repeats them: as they are, in a URL or a form, in JSON, in Base64 or
 * hexadecimal. It has to be the whole text: of a secret that was cut off, the rest would stay.
 */
export function scrub(text: string, secrets: readonly string[]): string {
  const forms = new Set(secrets.filter((secret) => secret.length >= SHORTEST).flatMap(formsOf));
  // The longest first, or a part of one would be taken out of the middle of it.
  const ordered = [...forms].toSorted((one, other) => other.length - one.length);
  return ordered.reduce((left, form) => left.replaceAll(form, "…"), text);
}

function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const inUrl = [encodeURIComponent(secret), new URLSearchParams({ v: secret }).toString().slice(2)];
  const inBase64 = bytes.toString("base64");
  return [
    secret,
    ...inUrl,
    ...inUrl.map((form) => form.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())),
    JSON.stringify(secret).slice(1, -1),
    inBase64,
    encodeURIComponent(inBase64),
    inBase64.replace(/=+$/, ""),
    bytes.toString("base64url"),
    bytes.toString("hex"),
  ];
}
