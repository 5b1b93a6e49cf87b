import { z } from "zod";

/** What Greenhouse says of a token. */
export interface Introspection {
  isActive: boolean;
  /** Null where Greenhouse names none. */
  scopes: readonly string[] | null;
  /** The user whom the token acts for; null where Greenhouse does not say. */
  userId: string | null;
}

const words = z.union([z.string().transform((text) => text.split(/[\s,]+/).filter(Boolean)), z.array(z.string())]);
const id = z.union([z.string(), z.number()]).transform(String);

// The names of RFC 7662, and others in their place: the shape was not recorded.
const introspectionSchema = z.object({
  active: z.boolean(),
  scope: words.nullish().catch(null),
  scopes: words.nullish().catch(null),
  sub: id.nullish().catch(null),
  user_id: id.nullish().catch(null),
});

/** Returns what an introspection's body says; null where it does not even say whether the token is active. */
export function parseIntrospection(body: unknown): Introspection | null {
  const parsed = introspectionSchema.safeParse(body);
  if (!parsed.success) return null;
  const { active, scope, scopes, sub, user_id } = parsed.data;
  const userId = sub ?? user_id ?? null;
  return { isActive: active, scopes: scope ?? scopes ?? null, userId: userId !== null && /^\d+$/.test(userId) ? userId : null };
}
