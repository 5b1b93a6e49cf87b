import { type World, WorldError } from "./world";

export const permissions = ["list_offers", "retrieve_candidate"] as const;
export type Permission = (typeof permissions)[number];

/** A Harvest key of one account, with what it may do and what it was used for. */
export interface Key {
  key: string;
  world: World;
  permissions: Permission[];
  revoked: boolean;
  /** Requests answered, by path kind, refusals included. */
  requests: Record<string, number>;
  refusedByRateLimit: number;
  /** The most requests that fell into one rate-limit window. */
  busiestWindow: number;
}

/** The keys of every account on this server; an account is a world. */
export class Keys {
  private readonly byText = new Map<string, Key>();

  add(key: string, world: World, granted: readonly Permission[] = permissions): Key {
    const made: Key = { key, world, permissions: [...granted], revoked: false, requests: {}, refusedByRateLimit: 0, busiestWindow: 0 };
    this.byText.set(key, made);
    return made;
  }

  /** The key, revoked or not. */
  find(key: string): Key | undefined {
    return this.byText.get(key);
  }

  all(): Key[] {
    return [...this.byText.values()];
  }

  revoke(key: string): void {
    this.change(key, true);
  }

  restore(key: string): void {
    this.change(key, false);
  }

  resetStatistics(): void {
    for (const key of this.byText.values()) Object.assign(key, { requests: {}, refusedByRateLimit: 0, busiestWindow: 0 });
  }

  private change(key: string, revoked: boolean): void {
    const found = this.byText.get(key);
    if (!found) throw new WorldError("unknown", "There is no such key.");
    found.revoked = revoked;
  }
}
