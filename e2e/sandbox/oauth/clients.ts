import type { Client, Lifetime } from "@/e2e/sandbox/oauth/client";
import { Credentials, unused } from "@/e2e/sandbox/oauth/credentials";
import { Grants } from "@/e2e/sandbox/oauth/grants";
import { type Scope, scopes } from "@/e2e/sandbox/v3/scopes";
import type { Moment } from "@/e2e/sandbox/world/model";
import type { World } from "@/e2e/sandbox/world/world";

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
  add({ id, secret, world, scopes: granted = [...scopes], partner = false }: NewClient): Client {
    const former = this.byName.get(id);
    if (former) this.grants.end((grant) => grant.client === former);
    const lifetime: Lifetime = { seconds: 3_600, field: "expires_at" };
    const made: Client = { id, secret, world, scopes: [...granted], partner, seesPrivate: true, lifetime, ...unused() };
    this.byName.set(id, made);
    return made;
  }

  /** Revokes a client: it gets no more tokens, and those it has stop working. */
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

  setSeesPrivate(id: string, seesPrivate: boolean): void {
    this.existing(id).seesPrivate = seesPrivate;
  }

  setLifetime(id: string, changes: Partial<Lifetime>): void {
    Object.assign(this.existing(id).lifetime, changes);
  }

  /** Ends what people authorized for an account: every access and refresh token of it is dead. */
  revokeAuthorizations(world: World): void {
    this.grants.end((grant) => grant.client.partner && grant.world === world);
  }
}
