import * as z from "zod/mini";

/** What Greenhouse says through another connection, held against the hires that are here. Ids are ours, except `onlyThere`. */
export const comparisonSchema = z.object({
  same: z.int(),
  changed: z.array(z.object({ id: z.uuid(), fields: z.array(z.string()) })),
  onlyHere: z.array(z.uuid()),
  /** Greenhouse's application ids. */
  onlyThere: z.array(z.int()),
});
export type Comparison = z.infer<typeof comparisonSchema>;

/** The answer of `POST /api/partner-integrations/greenhouse/webhook-secret`: the secret is shown this once. */
export const webhookSecretSchema = z.object({ url: z.url(), secret: z.string() });
export type WebhookSecret = z.infer<typeof webhookSecretSchema>;
