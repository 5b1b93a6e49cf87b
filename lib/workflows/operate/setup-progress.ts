import type { Actor } from "@/lib/auth/actor";
import { findGreenhouse } from "@/lib/connections/data";
import { type Setup, setupSteps } from "@/lib/dashboard/schema";
import { hasSentAny } from "@/lib/invitations/data";
import type { TenantTx } from "@/lib/platform/db";
import { readSetting } from "@/lib/settings/data";
import { countMembers } from "@/lib/team/data";

/**
 * Returns how far an organization is on the way to its first invitation, each step by what is stored: a setting is done when an
 * admin has saved it, even unchanged, and a teammate counts from the invitation on.
 */
export async function setupProgress(tx: TenantTx, { userId }: Pick<Actor, "userId">): Promise<Setup> {
  const greenhouse = await findGreenhouse(tx);
  const isSaved = async (name: "required_fields" | "invitations") => (await readSetting(tx, name)).version > 0;
  const done = {
    connect: greenhouse !== null && greenhouse.credentialSealed !== null,
    go_live: greenhouse !== null && greenhouse.inviteFrom !== null,
    required_fields: await isSaved("required_fields"),
    email: await isSaved("invitations"),
    teammates: (await countMembers(tx)) > 1,
    first_invitation: await hasSentAny(tx),
  };
  const { setupHidden } = await tx.user.findFirstOrThrow({ where: { id: userId }, select: { setupHidden: true } });
  return { steps: setupSteps.map((step) => ({ step, done: done[step] })), hidden: setupHidden };
}
