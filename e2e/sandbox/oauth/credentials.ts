import { WorldError } from "@/e2e/sandbox/world/changes";
import type { World } from "@/e2e/sandbox/world/world";

/** What opens an account, and what it was used for. */
export interface Credential {
  /** The account: an account is a world. */
  world: World;
  revoked: boolean;
  /** Requests answered, by path kind, refusals included. */
  requests: Record<string, number>;
  refusedByRateLimit: number;
  /** The most requests that fell into one rate-limit window. */
  busiestWindow: number;
}

const noStatistics = () => ({ requests: {}, refusedByRateLimit: 0, busiestWindow: 0 });

/** A credential as it is before its first use. */
export const unused = () => ({ revoked: false, ...noStatistics() });

/** The credentials of one kind, by the text that names them. */
export abstract class Credentials<One extends Credential> {
  protected readonly byName = new Map<string, One>();
  protected abstract readonly kind: string;

  /** The credential, revoked or not. */
  find(name: string): One | undefined {
    return this.byName.get(name);
  }

  all(): One[] {
    return [...this.byName.values()];
  }

  revoke(name: string): void {
    this.existing(name).revoked = true;
  }

  restore(name: string): void {
    this.existing(name).revoked = false;
  }

  resetStatistics(): void {
    for (const one of this.byName.values()) Object.assign(one, noStatistics());
  }

  protected existing(name: string): One {
    const found = this.byName.get(name);
    if (!found) throw new WorldError("unknown", `There is no such ${this.kind}.`);
    return found;
  }
}

export const permissions = ["list_offers", "retrieve_candidate", "list_applications"] as const;
export type Permission = (typeof permissions)[number];

/** What the portal asks for, and what a key may do unless it is given more. */
const usual: readonly Permission[] = ["list_offers", "retrieve_candidate"];

/** A Harvest v1 key, with what it may do. */
export interface Key extends Credential {
  key: string;
  permissions: Permission[];
}

/** The Harvest v1 keys of every account on this server. */
export class Keys extends Credentials<Key> {
  protected readonly kind = "key";

  add(key: string, world: World, granted: readonly Permission[] = usual): Key {
    const made: Key = { key, world, permissions: [...granted], ...unused() };
    this.byName.set(key, made);
    return made;
  }
}
