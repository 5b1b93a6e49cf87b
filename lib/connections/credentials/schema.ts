import * as z from "zod/mini";
import * as m from "@/lib/messages/generated/validation/connections";
import { sent } from "@/lib/platform/columns";

/**
 * A Harvest key as people paste it: white space and line breaks around it come from copying and are dropped; inside
 * they mean that something else was pasted. Keys are printable ASCII; 512 characters is far beyond any seen.
 */
const apiKeySchema = z.string().check(
  z.trim(),
  z.minLength(1, { error: m.enterKey }),
  z.maxLength(512, { error: m.keyTooLong }),
  z.regex(/^[\x21-\x7e]+$/, { error: m.keyOnly }),
  // Basic authentication separates user name and password at the first colon (RFC 7617), so a key cannot hold one.
  z.regex(/^[^:]*$/, { error: m.keyOnly }),
);

const clientIdSchema = z
  .string()
  .check(
    z.trim(),
    z.minLength(1, { error: m.enterClientId }),
    z.maxLength(512, { error: m.clientIdTooLong }),
    z.regex(/^[\x21-\x7e]+$/, { error: m.clientIdOnly }),
    z.regex(/^[^:]*$/, { error: m.clientIdOnly }),
  );

const clientSecretSchema = z
  .string()
  .check(
    z.trim(),
    z.minLength(1, { error: m.enterClientSecret }),
    z.maxLength(1024, { error: m.clientSecretTooLong }),
    z.regex(/^[\x21-\x7e]+$/, { error: m.clientSecretOnly }),
  );

/** Greenhouse's id of the user a token acts for; without it, the token acts for the credential's service account. */
const userIdSchema = z.optional(
  z.pipe(
    z.pipe(
      z.pipe(z.union([z.string().check(z.trim()), z.number()]), z.transform(String)),
      z.string().check(z.regex(/^\d{0,18}$/, { error: m.invalidUserId })),
    ),
    z.transform((digits) => (digits === "" ? undefined : digits)),
  ),
);

const inviteFromSchema = z.optional(sent.day);

/** The body of `PUT /api/partner-integrations/greenhouse` with a v1 key. */
const connectV1Schema = z.object({ apiVersion: z.literal("v1"), apiKey: apiKeySchema, inviteFrom: inviteFromSchema });

/** The same with a client ID and secret of Harvest v3. */
const connectV3Schema = z.object({
  apiVersion: z.literal("v3"),
  clientId: clientIdSchema,
  clientSecret: clientSecretSchema,
  userId: userIdSchema,
  inviteFrom: inviteFromSchema,
});

/** The body of `PUT /api/partner-integrations/greenhouse`. */
export const connectGreenhouseSchema = z.discriminatedUnion("apiVersion", [connectV1Schema, connectV3Schema]);
export type ConnectGreenhouse = z.infer<typeof connectGreenhouseSchema>;
export type ConnectGreenhouseInput = z.input<typeof connectGreenhouseSchema>;
export type ConnectV3 = z.infer<typeof connectV3Schema>;

/** What of a credential is shown again: its last four characters, when it is long enough that they give nothing away. */
export function hintOf(secret: string): string {
  return `••••${secret.length >= 12 ? secret.slice(-4) : ""}`;
}
