import { unsafeListOrganizations } from "@/lib/auth/accounts/operator";
import { currentKeyId, seal, UnsealError, unseal } from "@/lib/platform/crypto";
import { accountsWithSealedTexts } from "@/lib/platform/database/installation";
import {
  type AccountId,
  type AccountTx,
  asOrganizationId,
  inAccount,
  inOrganization,
  type OrganizationId,
  type TenantTx,
} from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { countByKey, outdatedTexts, replaceText, type SealedText } from "@/lib/platform/sealing/sealed-texts";
import { type SealedColumn, sealedColumns } from "@/lib/workflows/operate/keys/sealed-columns";

/** Sealed texts that are read at a time. Each is sealed again in a transaction of its own. */
const BATCH = 100;
/** Passes over an owner while the portal seals new texts with the key that is to go. */
const MOST_PASSES = 5;

/** What still needs a key. */
export interface KeyUse {
  keyId: string;
  isCurrent: boolean;
  isInRing: boolean;
  /** Texts that are sealed with it. */
  sealed: number;
  /** Invitations that wait to be sent, whose links are derived from it. A link that was sent needs no key. */
  waiting: number;
  /** When the last of the waiting invitations ends, sent or not. */
  waitingUntil: Date | null;
}

export interface Rotation {
  resealed: number;
  /** Texts that no key of the ring opens. They stay as they are. */
  unopened: number;
  /** Every key of the ring, and others that are still needed. */
  keys: KeyUse[];
}

/**
 * Seals every stored secret again under the key ring's first key, one row at a time, while the portal works. Progress is the database's
 * alone: a rotation that was killed is finished by the next, which finds what is left. A secret that is replaced meanwhile stays as it is.
 * A text that can't be opened is counted and left.
 */
export async function rotateKeys(onProgress: (done: number, total: number) => void | Promise<void>): Promise<Rotation> {
  const organizations = (await unsafeListOrganizations()).map(({ id }) => asOrganizationId(id));
  const owners = [...organizations.map(organizationOwner), ...(await accountsWithSealedTexts()).map(accountOwner)];
  let total = 0;
  for (const owner of owners) total += await countOutdated(owner);
  let resealed = 0;
  let unopened = 0;
  const count = async (outcome: Outcome) => {
    if (outcome === "replaced") return;
    if (outcome === "resealed") resealed++;
    else unopened++;
    await onProgress(resealed + unopened, Math.max(total, resealed + unopened));
  };
  for (const owner of owners) await resealOwner(owner, count);
  return { resealed, unopened, keys: await keyUses(owners, organizations) };
}

/** Whose secrets are sealed again in one go: an organization, or a person. */
interface Owner {
  id: string;
  columns: readonly SealedColumn[];
  /** Runs `work` in a transaction that sees their rows. */
  inOwn<Result>(work: (tx: TenantTx | AccountTx) => Promise<Result>): Promise<Result>;
}

const columnsOf = (owner: SealedColumn["owner"]) => sealedColumns.filter((column) => column.owner === owner);

function organizationOwner(id: OrganizationId): Owner {
  return { id, columns: columnsOf("organization"), inOwn: (work) => inOrganization(id, work) };
}

function accountOwner(id: AccountId): Owner {
  return { id, columns: columnsOf("account"), inOwn: (work) => inAccount(id, work) };
}

type Outcome = "resealed" | "unopened" | "replaced";

async function resealOwner(owner: Owner, count: (outcome: Outcome) => Promise<void>): Promise<void> {
  // A text that can't be opened is met by every pass, and counts once.
  const unopened = new Set<string>();
  for (let pass = 1; pass <= MOST_PASSES; pass++) {
    let wasReplaced = false;
    let after: SealedText | undefined;
    do {
      const texts = await owner.inOwn((tx) => outdatedTexts(tx, owner.columns, { after, limit: BATCH }));
      for (const text of texts) {
        const outcome = await reseal(owner, text);
        wasReplaced ||= outcome === "replaced";
        const name = `${text.at} ${text.id}`;
        if (!unopened.has(name)) await count(outcome);
        if (outcome === "unopened") unopened.add(name);
      }
      after = texts.length === BATCH ? texts.at(-1) : undefined;
    } while (after);
    if (!wasReplaced) return;
  }
}

async function reseal(owner: Owner, text: SealedText): Promise<Outcome> {
  const place = owner.columns[text.at];
  if (!place) throw new Error(`no sealed column ${text.at}`);
  const context = place.context(owner.id);
  let secret: string;
  try {
    secret = unseal(text.sealed, context);
  } catch (error) {
    if (error instanceof UnsealError) return "unopened";
    throw error;
  }
  // Whoever replaced the secret since it was read has the last word.
  const isWritten = await owner.inOwn((tx) => replaceText(tx, place, text, seal(secret, context)));
  return isWritten ? "resealed" : "replaced";
}

/** Returns how many texts are sealed with other keys than the first. */
async function countOutdated(owner: Owner): Promise<number> {
  const counts = await owner.inOwn((tx) => countByKey(tx, owner.columns));
  return counts.reduce((sum, { keyId, count }) => (keyId === currentKeyId() ? sum : sum + count), 0);
}

async function keyUses(owners: readonly Owner[], organizations: readonly OrganizationId[]): Promise<KeyUse[]> {
  const ring = env().CREDENTIAL_KEYS.map(({ id }) => id);
  const uses = new Map<string, KeyUse>();
  const needOf = (keyId: string): KeyUse => {
    const known = uses.get(keyId);
    if (known) return known;
    const isCurrent = keyId === currentKeyId();
    const use = { keyId, isCurrent, isInRing: ring.includes(keyId), sealed: 0, waiting: 0, waitingUntil: null };
    uses.set(keyId, use);
    return use;
  };
  for (const id of ring) needOf(id);
  for (const { inOwn, columns } of owners) {
    for (const { keyId, count } of await inOwn((tx) => countByKey(tx, columns))) needOf(keyId).sealed += count;
  }
  for (const organizationId of organizations) {
    const waiting = await inOrganization(organizationId, (tx) =>
      tx.invitation.groupBy({ by: ["tokenKeyId"], where: { status: "queued" }, _count: true, _max: { expiresAt: true } }),
    );
    for (const { tokenKeyId, _count: count, _max: last } of waiting) {
      const need = needOf(tokenKeyId);
      need.waiting += count;
      if (last.expiresAt && (!need.waitingUntil || last.expiresAt > need.waitingUntil)) need.waitingUntil = last.expiresAt;
    }
  }
  return [...uses.values()];
}
