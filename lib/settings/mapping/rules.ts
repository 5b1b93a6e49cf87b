/** Returns a value as translations are looked up by: in one Unicode form, without capitals and without white space that nobody sees. */
export function said(value: string): string {
  return value.normalize("NFC").replace(/\s+/gu, " ").trim().toLowerCase();
}
