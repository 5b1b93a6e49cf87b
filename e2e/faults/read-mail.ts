export interface ReadMail {
  messageId: string;
  /** The link in the plain text part; empty without one. */
  link: string;
}

/** Returns what two copies of one invitation have in common. */
export function readMail(raw: string): ReadMail {
  const boundary = /boundary="([^"]+)"/.exec(raw)?.[1];
  const parts = boundary === undefined ? [raw] : raw.split(`--${boundary}`).slice(1);
  const text = (parts.find((part) => /^Content-Type: text\/plain/im.test(part)) ?? "").replace(/=\r?\n/g, "").replaceAll("=3D", "=");
  return {
    messageId: /^Message-ID:\s+(\S+)/im.exec(raw)?.[1] ?? "",
    link: /https?:\/\/\S+\/onboarding\/[A-Za-z0-9_-]{43}/.exec(text)?.[0] ?? "",
  };
}
