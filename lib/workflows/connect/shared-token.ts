import { setTimeout as sleep } from "node:timers/promises";
import { lockCredential } from "@/lib/connections/mutations";
import { findToken } from "@/lib/connections/tokens/data";
import { claimRenewal, endRenewal, extendRenewal, replaceToken, tokenContext } from "@/lib/connections/tokens/mutations";
import { GreenhouseError } from "@/lib/greenhouse/connector";
import type { Authorization } from "@/lib/greenhouse/http";
import type { OAuthClient, Token } from "@/lib/greenhouse/oauth";
import * as m from "@/lib/messages/generated/server/connections";
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/platform/calendar";
import { unseal } from "@/lib/platform/crypto";
import { asOrganizationId, inOrganization, type OrganizationId, type TenantTx } from "@/lib/platform/db";
import type { GreenhouseToken, PartnerIntegration } from "@/prisma/generated/client";

// A token this near its end is renewed first, so that no request is sent with one that expires before it arrives.
const MARGIN_MS = MINUTE_MS;
// An approval may expire after 24 hours without a refresh ("Partner flow").
const KEEP_ALIVE_MS = 12 * HOUR_MS;
const CLAIM_SECONDS = 30;
const LONGEST_POLL_MS = SECOND_MS;
const LONGEST_WAIT_MS = 3 * MINUTE_MS;
const STORE_ATTEMPTS = 5;

interface UsableToken {
  accessToken: string;
  expiresAt: Date;
  renewedAt: Date;
}

/** A renewal that is this process's to do, with the token that it replaces. */
interface Renewal {
  claimId: string;
  stored: GreenhouseToken | null;
}

/**
 * The access token of a Harvest v3 connection, shared by all processes through the database. A new token revokes the one before, so
 * one process renews at a time: it holds a claim with an expiry while the others poll, and no transaction while it waits for Greenhouse.
 * A refused token is first compared with the stored one, because another process may have renewed it.
 */
export class SharedToken implements Authorization {
  private held: UsableToken | undefined;
  private readonly integration: PartnerIntegration;
  private readonly organizationId: OrganizationId;
  private readonly client: OAuthClient;
  private readonly userId: string | null;

  constructor(integration: PartnerIntegration, { client, userId }: { client: OAuthClient; userId: string | null }) {
    this.integration = integration;
    this.organizationId = asOrganizationId(integration.organizationId);
    this.client = client;
    this.userId = userId;
  }

  async header(): Promise<string> {
    if (!this.held || expiresSoon(this.held)) this.held = await this.current(null);
    return `Bearer ${this.held.accessToken}`;
  }

  async replaceRejected(header: string): Promise<boolean> {
    this.held = await this.current(header.slice("Bearer ".length));
    return true;
  }

  /** Renews a token that was not renewed for half a day, so that an unused approval does not expire. */
  async keepAlive(): Promise<void> {
    await this.renew((stored) => Date.now() - stored.renewedAt.getTime() < KEEP_ALIVE_MS);
  }

  private async current(refusedToken: string | null): Promise<UsableToken> {
    const usable = (stored: UsableToken) => stored.accessToken !== refusedToken && !expiresSoon(stored);
    const stored = await inOrganization(this.organizationId, (tx) => findToken(tx, this.integration.id));
    if (stored && usable(this.open(stored))) return this.open(stored);
    return this.renew(usable);
  }

  /** Returns a token that another process has just stored, or claims the renewal and requests one. */
  private async renew(usable: (stored: UsableToken) => boolean): Promise<UsableToken> {
    const deadline = Date.now() + LONGEST_WAIT_MS;
    for (let wait = 50; Date.now() < deadline; wait = Math.min(wait * 2, LONGEST_POLL_MS)) {
      const found = await inOrganization(this.organizationId, (tx) => this.findOrClaim(tx, usable));
      if (found && "accessToken" in found) return found;
      if (found) return this.requestAndStore(found);
      await sleep(wait * (0.5 + Math.random() / 2));
    }
    throw new GreenhouseError("greenhouse_unreachable", m.renewalPending());
  }

  /** Returns a usable token, else the claim on the renewal; null while another process holds it. */
  private async findOrClaim(tx: TenantTx, usable: (stored: UsableToken) => boolean): Promise<UsableToken | Renewal | null> {
    await this.refuseReplaced(tx);
    // Claimed before the token is read: what the claim's former holder stored is visible then.
    const claimId = await claimRenewal(tx, this.organizationId, this.integration.id, CLAIM_SECONDS);
    const stored = await findToken(tx, this.integration.id);
    if (!stored || !usable(this.open(stored))) return claimId === null ? null : { claimId, stored };
    if (claimId !== null) await endRenewal(tx, claimId);
    return this.open(stored);
  }

  private async requestAndStore({ claimId, stored }: Renewal): Promise<UsableToken> {
    const renewedAt = new Date();
    const extend = () => inOrganization(this.organizationId, (tx) => extendRenewal(tx, claimId, CLAIM_SECONDS));
    // A beat that fails is made up for by the next; without any, another process may take over.
    const beat = setInterval(() => void extend().catch(() => undefined), (CLAIM_SECONDS * SECOND_MS) / 3);
    try {
      const fresh = await this.request(stored);
      return await this.store({ claimId, stored }, fresh, renewedAt);
    } catch (error) {
      // Without this, the next caller waits until the claim expires.
      await inOrganization(this.organizationId, (tx) => endRenewal(tx, claimId)).catch(() => undefined);
      throw error;
    } finally {
      clearInterval(beat);
    }
  }

  private request(stored: GreenhouseToken | null): Promise<Token> {
    if (this.integration.grant === "client_credentials") return this.client.clientCredentials(this.userId);
    if (!stored?.refreshSealed) throw new GreenhouseError("credential_rejected", m.approvalExpired());
    return this.client.refresh(unseal(stored.refreshSealed, tokenContext(this.organizationId)));
  }

  /** Stores the new token, also when the claim was lost, since the earlier refresh token is used up; tries again while the database is away. */
  private async store({ claimId, stored }: Renewal, fresh: Token, renewedAt: Date): Promise<UsableToken> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await inOrganization(this.organizationId, async (tx) => {
          await this.refuseReplaced(tx);
          const isStored = await replaceToken(tx, this.organizationId, this.integration.id, stored, fresh, renewedAt);
          await endRenewal(tx, claimId);
          const newer = isStored ? null : await findToken(tx, this.integration.id);
          return newer ? this.open(newer) : { ...fresh, renewedAt };
        });
      } catch (error) {
        if (attempt >= STORE_ATTEMPTS || error instanceof GreenhouseError) throw error;
        await sleep(attempt * SECOND_MS);
      }
    }
  }

  /** Throws when the credential has been replaced: the old one's token must not be stored for the new one. */
  private async refuseReplaced(tx: TenantTx): Promise<void> {
    if (!(await lockCredential(tx, this.integration))) throw new GreenhouseError("credential_rejected", m.connectionChanged());
  }

  private open({ accessSealed, expiresAt, renewedAt }: GreenhouseToken): UsableToken {
    return { accessToken: unseal(accessSealed, tokenContext(this.organizationId)), expiresAt, renewedAt };
  }
}

function expiresSoon({ expiresAt, renewedAt }: UsableToken): boolean {
  const lifetime = expiresAt.getTime() - renewedAt.getTime();
  return expiresAt.getTime() - Date.now() < Math.min(MARGIN_MS, lifetime / 10);
}
