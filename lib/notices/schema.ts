import * as z from "zod/mini";

export const noticeCodes = [
  "credential_revoked",
  "sync_failing",
  "clock_skew",
  "invitations_failing",
  "starts_soon_pending",
  "hires_suspended",
] as const;
export type NoticeCode = (typeof noticeCodes)[number];

const noticeSchema = z.object({
  id: z.uuid(),
  code: z.enum(noticeCodes),
  message: z.string(),
  /** The page where it can be resolved. */
  href: z.string(),
  openedAt: z.iso.datetime(),
  count: z.nullable(z.int()),
  /** Muted by the user who asks. */
  muted: z.boolean(),
});
export type Notice = z.infer<typeof noticeSchema>;

export const noticeListSchema = z.object({ items: z.array(noticeSchema) });
export type NoticeList = z.infer<typeof noticeListSchema>;
