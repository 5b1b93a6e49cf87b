import { randomBytes } from "node:crypto";
import type { Actor } from "@/lib/auth/actor";
import { consumeApproval, startApproval } from "@/lib/connections/approvals/mutations";
import type { ApprovalError } from "@/lib/connections/schema";
import { GreenhouseError } from "@/lib/greenhouse/connector";
import { consentAddress, createPkcePair } from "@/lib/greenhouse/consent";
import { fixedAuthorization } from "@/lib/greenhouse/http";
import { consentScopes } from "@/lib/greenhouse/v3/permissions";
import { inOrganization, type TenantTx } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { AppError, notFound } from "@/lib/platform/errors";
import { approvalRoute } from "@/lib/platform/paths/greenhouse";
import { checkV3 } from "@/lib/workflows/connect/check-credential";
import { takeIntoUse } from "@/lib/workflows/connect/connect-greenhouse";
import { partnerClient } from "@/lib/workflows/connect/greenhouse-connection";

/**
 * Begins *Connect with Greenhouse*: answers the address of the consent page. Exists only where the vendor's partner
 * credentials are set.
 */
export async function beginApproval(tx: TenantTx, actor: Actor, inviteFrom: string | undefined, now: Date): Promise<string> {
  const clientId = offeredClient();
  const state = randomBytes(32).toString("base64url");
  const { verifier, challenge } = createPkcePair();
  await startApproval(tx, actor, { state, verifier, inviteFrom, now });
  const scopes = consentScopes(env().GREENHOUSE_OAUTH_SCOPES);
  const sent = { clientId, redirectUri: callbackAddress(), scopes, state, challenge: usesPkce() ? challenge : null };
  return consentAddress(env().GREENHOUSE_AUTH_URL, sent);
}

/**
 * Ends it, when the admin comes back: the state is used up, the code exchanged, what it may do checked, and only then
 * anything stored. Answers why nothing was changed, or null when Greenhouse is connected.
 */
export async function endApproval(
  actor: Actor,
  { state, code, declined }: { state: string; code: string | undefined; declined: boolean },
): Promise<ApprovalError | null> {
  offeredClient();
  const begun = await inOrganization(actor.organizationId, (tx, now) => consumeApproval(tx, actor, state, now));
  if (!begun) return "unknown_state";
  if (declined || !code) return "declined";
  try {
    const token = await partnerClient().exchangeCode({
      code,
      redirectUri: callbackAddress(),
      verifier: usesPkce() ? begun.verifier : null,
    });
    const checked = await checkV3(actor.organizationId, fixedAuthorization(`Bearer ${token.accessToken}`), undefined);
    // Nothing secret is in it: the tokens are. It tells one approval from the next.
    const secret = randomBytes(16).toString("base64url");
    await takeIntoUse(
      actor,
      { credential: { apiVersion: "v3", grant: "authorization_code", secret, hint: null, ...checked }, token },
      begun.inviteFrom,
    );
    return null;
  } catch (error) {
    if (error instanceof GreenhouseError) return error.failure === "credential_rejected" ? "code_refused" : "unreachable";
    if (error instanceof AppError && error.code === "permission_missing") return "permission_missing";
    throw error;
  }
}

/** Whether an approval is bound to this installation by PKCE, which Greenhouse's partner guide does not mention. */
function usesPkce(): boolean {
  return env().GREENHOUSE_OAUTH_PKCE === "on";
}

/** The registered redirect address of the vendor's client. */
function callbackAddress(): string {
  return `${env().APP_URL}${approvalRoute}`;
}

function offeredClient(): string {
  const clientId = env().GREENHOUSE_OAUTH_CLIENT_ID;
  if (!clientId) throw notFound("page");
  return clientId;
}
