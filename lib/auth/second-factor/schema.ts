import * as z from "zod/mini";
import * as m from "@/lib/messages/generated/validation/team";
import { sent } from "@/lib/platform/columns";

const passkeySchema = z.object({
  id: z.uuid(),
  name: z.string(),
  addedAt: z.iso.datetime(),
  lastUsedAt: z.nullable(z.iso.datetime()),
});
export type PasskeyView = z.infer<typeof passkeySchema>;

/** A browser that is not asked for the second factor until then. */
const rememberedDeviceSchema = z.object({ id: z.uuid(), device: z.string(), lastUsedAt: z.iso.datetime(), expiresAt: z.iso.datetime() });
export type RememberedDeviceView = z.infer<typeof rememberedDeviceSchema>;

/** What a person has as second factors. */
export const factorsSchema = z.object({
  /** The authenticator app; null where there is none. */
  app: z.nullable(z.object({ addedAt: z.iso.datetime() })),
  passkeys: z.array(passkeySchema),
  recoveryCodesLeft: z.int(),
  devices: z.array(rememberedDeviceSchema),
  /** Whether the organization where the person works now requires a second factor of them. */
  required: z.boolean(),
  /** Whether this session lacks it: then it may do nothing but set one up or give it. */
  missing: z.boolean(),
});
export type Factors = z.infer<typeof factorsSchema>;

/** An authenticator app that is being added: its secret, and a QR code as the path of an SVG whose squares have the size 1. */
export const newTotpSchema = z.object({ id: z.uuid(), secret: z.string(), qr: z.object({ size: z.int(), path: z.string() }) });

/** Recovery codes, shown this once; null where the person has some already. */
export const recoveryCodesSchema = z.object({ recoveryCodes: z.nullable(z.array(z.string())) });

/** The body of `PUT /api/account/factors/totp`. */
export const confirmTotpSchema = z.object({ id: z.uuid(), code: z.string().check(z.maxLength(40)) });

const passkeyName = sent.name.check(z.minLength(1, { error: m.enterName }));

/** The body of `PATCH /api/account/factors/passkeys/{passkeyId}`. */
export const renamePasskeySchema = z.object({ name: passkeyName });

const MOST_CHARACTERS = 8192;
const part = z.string().check(z.maxLength(MOST_CHARACTERS));

/** What a browser says of a new passkey (WebAuthn, `RegistrationResponseJSON`). */
const registrationSchema = z.object({
  id: part,
  rawId: part,
  type: z.literal("public-key"),
  response: z.object({
    clientDataJSON: part,
    attestationObject: part,
    transports: z.optional(z.array(z.string().check(z.maxLength(20))).check(z.maxLength(10))),
  }),
});
export type Registration = z.infer<typeof registrationSchema>;

/** The body of `POST /api/account/factors/passkeys`. */
export const addPasskeySchema = z.object({ name: passkeyName, registration: registrationSchema });

/** What a browser says of a passkey that signed (WebAuthn, `AuthenticationResponseJSON`). */
export const assertionSchema = z.object({
  id: part,
  rawId: part,
  type: z.literal("public-key"),
  response: z.object({ clientDataJSON: part, authenticatorData: part, signature: part, userHandle: z.optional(part) }),
});

/** What a browser needs to make a passkey or to have one sign, as the browser's own interface takes it. */
export const passkeyOptionsSchema = z.looseObject({ challenge: z.string() });

/** How a second factor is sent: a code of an app or a recovery code, or the JSON of what a passkey signed. */
export const secondFactorFields = {
  code: z.optional(z.string().check(z.maxLength(40))),
  assertion: z.optional(part),
} as const;
