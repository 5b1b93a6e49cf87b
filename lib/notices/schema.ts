import * as z from "zod/mini";

export const noticeCodes = ["credential_revoked", "sync_failing", "invitations_failing", "starts_soon_pending"] as const;
export type NoticeCode = (typeof noticeCodes)[number];

export const noticeSchema = z.object({
  id: z.uuid(),
  code: z.enum(noticeCodes),
  message: z.string(),
  /** Where it is seen to. */
  href: z.string(),
  openedAt: z.iso.datetime(),
  count: z.nullable(z.int()),
  /** The person who asks does not want to be told any more. */
  muted: z.boolean(),
});
export type Notice = z.infer<typeof noticeSchema>;

export const noticeListSchema = z.object({ items: z.array(noticeSchema) });
