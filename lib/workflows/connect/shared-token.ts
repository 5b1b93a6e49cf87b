import { setTimeout as sleep } from "node:timers/promises";
import { findToken } from "@/lib/connections/tokens/data";
import { lockToken, storeToken, tokenContext } from "@/lib/connections/tokens/mutations";
import { GreenhouseError } from "@/lib/greenhouse/connector";
import type { Authorization } from "@/lib/greenhouse/http";
import type { OAuthClient, Token } from "@/lib/greenhouse/oauth";
import { HOUR_MS, MINUTE_MS } from "@/lib/platform/calendar";
import { unseal } from "@/lib/platform/crypto";
import { asOrganizationId, inOrganization, type OrganizationId, type TenantTx } from "@/lib/platform/db";
import type { GreenhouseToken, PartnerIntegration } from "@/prisma/generated/client";

// A token this near its end is renewed first, so that no request is sent with one that ends on the way.
const MARGIN_MS = MINUTE_MS;
// An approval may end after 24 hours without a refresh ("Partner flow").
const KEEP_ALIVE_MS = 12 * HOUR_MS;
const STORE_ATTEMPTS = 5;

interface UsableToken {
  accessToken: string;
  expiresAt: Date;
  renewedAt: Date;
}

/**
 * The access token of a Harvest v3 connection, one for all processes: it is kept in the database, and whoever needs a new one
 * asks for it alone while the others wait and take the same. A refusal is first held against what is stored by now,
 * because it may only mean that another process renewed it.
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
    if (!this.held || endsSoon(this.held)) this.held = await this.current(null);
    return `Bearer ${this.held.accessToken}`;
  }

  async replaceRejected(header: string): Promise<boolean> {
    this.held = await this.current(header.slice("Bearer ".length));
    return true;
  }

  /** Renews a token that nobody renewed for half a day, so that an approval which is not used does not end. */
  async keepAlive(): Promise<void> {
    await this.renew((stored) => Date.now() - stored.renewedAt.getTime() < KEEP_ALIVE_MS);
  }

  private async current(refusedToken: string | null): Promise<UsableToken> {
    const usable = (stored: UsableToken) => stored.accessToken !== refusedToken && !endsSoon(stored);
    const stored = await inOrganization(this.organizationId, (tx) => findToken(tx, this.integration.id));
    if (stored && usable(this.open(stored))) return this.open(stored);
    return this.renew(usable);
  }

  /** Asks for a new token unless, once it is this process's turn, another one left a usable token. */
  private async renew(usable: (stored: UsableToken) => boolean): Promise<UsableToken> {
    const renewedAt = new Date();
    let fresh: Token | undefined;
    try {
      return await inOrganization(this.organizationId, async (tx) => {
        await lockToken(tx, this.integration.id);
        await this.refuseReplaced(tx);
        const stored = await findToken(tx, this.integration.id);
        if (stored && usable(this.open(stored))) return this.open(stored);
        fresh = await this.ask(stored);
        await storeToken(tx, this.organizationId, this.integration.id, fresh, renewedAt);
        return { ...fresh, renewedAt };
      });
    } catch (error) {
      if (!fresh) throw error;
      // The old refresh token is used up by now: what came for it must not be lost with the transaction.
      return await this.storeAfterwards(fresh, renewedAt);
    }
  }

  private ask(stored: GreenhouseToken | null): Promise<Token> {
    if (this.integration.grant === "client_credentials") return this.client.clientCredentials(this.userId);
    if (!stored?.refreshSealed) throw new GreenhouseError("credential_rejected", "The approval given in Greenhouse has ended.");
    return this.client.refresh(unseal(stored.refreshSealed, tokenContext(this.organizationId)));
  }

  private async storeAfterwards(fresh: Token, renewedAt: Date): Promise<UsableToken> {
    for (let attempt = 1; ; attempt++) {
      try {
        await inOrganization(this.organizationId, async (tx) => {
          await this.refuseReplaced(tx);
          await storeToken(tx, this.organizationId, this.integration.id, fresh, renewedAt);
        });
        return { ...fresh, renewedAt };
      } catch (error) {
        if (attempt >= STORE_ATTEMPTS || error instanceof GreenhouseError) throw error;
        await sleep(attempt * 1_000);
      }
    }
  }

  /** A credential that was replaced meanwhile must not leave its token to the new one. */
  private async refuseReplaced(tx: TenantTx): Promise<void> {
    const { id, credentialSealed } = this.integration;
    if ((await tx.partnerIntegration.count({ where: { id, credentialSealed } })) > 0) return;
    throw new GreenhouseError("credential_rejected", "The connection was changed meanwhile.");
  }

  private open({ accessSealed, expiresAt, renewedAt }: GreenhouseToken): UsableToken {
    return { accessToken: unseal(accessSealed, tokenContext(this.organizationId)), expiresAt, renewedAt };
  }
}

function endsSoon({ expiresAt, renewedAt }: UsableToken): boolean {
  const lifetime = expiresAt.getTime() - renewedAt.getTime();
  return expiresAt.getTime() - Date.now() < Math.min(MARGIN_MS, lifetime / 10);
}
