const link = /:\/\/|\bwww\./i;

/** Returns whether a text is a name and no message: in an email to somebody, a link or a line of its own would be the sender's words. */
export function isPlainName(text: string): boolean {
  return !link.test(text) && !/[<>\p{Cc}\u2028\u2029]/u.test(text);
}
