import { type Credential, Credentials, unused } from "@/e2e/sandbox/oauth/accounts";
import { Grants } from "@/e2e/sandbox/oauth/grants";
import { type Scope, scopes } from "@/e2e/sandbox/v3/scopes";
import type { Moment } from "@/e2e/sandbox/world/model";
import type { World } from "@/e2e/sandbox/world/world";

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
  /** Whether it gets tokens by people's authorization, not by itself; `world` is the account they authorize it for unless they name another. */
  partner: boolean;
}

export type NewClient = Pick<Client, "id" | "secret" | "world"> & Partial<Pick<Client, "scopes" | "partner">>;

/** The OAuth clients of every account on this server, and what was granted to them. */
export class Clients extends Credentials<Client> {
  readonly grants: Grants;
  protected readonly kind = "client";

  constructor(now: () => Moment) {
    super();
    this.grants = new Grants(now);
  }

  /** Adds a client, in place of the one with its id if there is one, whose grants end. */
  add({ id, secret, world, scopes: granted = scopes, partner = false }: NewClient): Client {
    const former = this.byName.get(id);
    if (former) this.grants.end((grant) => grant.client === former);
    const lifetime: Lifetime = { seconds: 3_600, field: "expires_in" };
    const made: Client = { id, secret, world, scopes: [...granted], partner, lifetime, ...unused() };
    this.byName.set(id, made);
    return made;
  }

  /** Revokes a client: it gets no token any more, and those it has are dead. */
  override revoke(id: string): void {
    super.revoke(id);
    this.expireToken(id);
  }

  /** Ends the client's access tokens as if their time was over. */
  expireToken(id: string): void {
    this.grants.expireAccess(this.existing(id));
  }

  setScopes(id: string, granted: readonly Scope[]): void {
    this.existing(id).scopes = [...granted];
  }

  setLifetime(id: string, changes: Partial<Lifetime>): void {
    Object.assign(this.existing(id).lifetime, changes);
  }

  /** Ends what people authorized for an account: every access and refresh token of it is dead. */
  revokeAuthorizations(world: World): void {
    this.grants.end((grant) => grant.client.partner && grant.world === world);
  }
}
