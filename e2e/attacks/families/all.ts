import type { Family } from "@/e2e/attacks/engine/attack";
import { accounts } from "@/e2e/attacks/families/accounts";
import { approvals } from "@/e2e/attacks/families/approvals";
import { bodies } from "@/e2e/attacks/families/bodies";
import { database } from "@/e2e/attacks/families/database";
import { exports_ } from "@/e2e/attacks/families/exports";
import { injection } from "@/e2e/attacks/families/injection";
import { permissions } from "@/e2e/attacks/families/permissions";
import { races } from "@/e2e/attacks/families/races";
import { caching, headers, origins, redirects } from "@/e2e/attacks/families/requests";
import { sessions } from "@/e2e/attacks/families/sessions";
import { signIn } from "@/e2e/attacks/families/sign-in";
import { tenancy } from "@/e2e/attacks/families/tenancy";
import { tokens } from "@/e2e/attacks/families/tokens";
import { webhooks } from "@/e2e/attacks/families/webhooks";

/** Every family; those that change what they are about come last. */
export const allFamilies: readonly Family[] = [
  signIn,
  sessions,
  tenancy,
  permissions,
  bodies,
  injection,
  tokens,
  accounts,
  webhooks,
  origins,
  approvals,
  headers,
  redirects,
  caching,
  database,
  exports_,
  races,
];

const ONE_IN = 10;

/** Returns a tenth of the attacks: of each family the first, and every tenth of all. */
export function representative(families: readonly Family[]): Family[] {
  let at = 0;
  return families.map(({ name, attacks }) => ({ name, attacks: attacks.filter((_, index) => at++ % ONE_IN === 0 || index === 0) }));
}
