/** Returns a value as translations are looked up by: in one Unicode form, without capitals and without extra white space. */
export function said(value: string): string {
  return value.normalize("NFC").replace(/\s+/gu, " ").trim().toLowerCase();
}
