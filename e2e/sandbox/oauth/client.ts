import type { Credential } from "@/e2e/sandbox/oauth/credentials";
import type { Scope } from "@/e2e/sandbox/v3/scopes";

export const lifetimeFields = ["expires_in", "expires_at", "expires"] as const;

/** How long access tokens live, and how the token endpoint calls that. */
export interface Lifetime {
  seconds: number;
  field: (typeof lifetimeFields)[number];
}

/** An OAuth client for Harvest v3, with what its tokens may do. */
export interface Client extends Credential {
  id: string;
  secret: string;
  scopes: Scope[];
  lifetime: Lifetime;
  /** Whether people authorize its tokens, for the account of `world` unless they name another. */
  partner: boolean;
  /** False: it acts for a user who is on no private candidate's hiring team, so lists leave these out. */
  seesPrivate: boolean;
}
