import { setTimeout as sleep } from "node:timers/promises";
import { consumeRateLimitOrWait, type Limit } from "@/lib/auth/throttle";
import { lockCredential } from "@/lib/connections/mutations";
import { findToken } from "@/lib/connections/tokens/data";
import { claimRenewal, endRenewal, extendRenewal, noteLostRefresh, replaceToken, tokenContext } from "@/lib/connections/tokens/mutations";
import { GreenhouseError } from "@/lib/greenhouse/connector";
import type { Authorization } from "@/lib/greenhouse/http";
import { LostAnswer, type OAuthClient, type Token } from "@/lib/greenhouse/oauth";
import { isTokenAccepted } from "@/lib/greenhouse/v3/accepted";
import * as m from "@/lib/messages/generated/server/connections";
import * as greenhouse from "@/lib/messages/generated/server/greenhouse";
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/platform/calendar";
import { unseal } from "@/lib/platform/crypto";
import { asOrganizationId, databaseTime, inOrganization, type OrganizationId, type TenantTx } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import type { GreenhouseToken, PartnerIntegration } from "@/prisma/generated/client";

// A token this near its end is renewed first, so that no request is sent with one that expires before it arrives.
const MARGIN_MS = MINUTE_MS;
// An approval may expire after 24 hours without a refresh ("Partner flow").
const KEEP_ALIVE_MS = 12 * HOUR_MS;
const CLAIM_SECONDS = 30;
const LONGEST_POLL_MS = SECOND_MS;
const LONGEST_WAIT_MS = 3 * MINUTE_MS;
const STORE_ATTEMPTS = 5;
const LOST_PAUSE_MS = MINUTE_MS;
/**
 * The token endpoint takes 60 requests in 60 seconds of one client, and all approvals are the vendor's one client. Wherever its window begins,
 * eight in ten seconds stay below that.
 */
const tokenLimit: Limit = { name: "greenhouse-token", points: 8, durationSeconds: 10 };

/** A stored token as seen at one moment, told in spans so that no two clocks are compared. */
interface SeenToken {
  accessToken: string;
  /** How long it can still be used; not at all from 0 on. */
  usableMs: number;
  /** How long ago it was renewed. */
  ageMs: number;
}

/** A stored token, the database's time when it was read, and that moment by the clock that only goes on. */
export interface TokenAsRead {
  token: GreenhouseToken;
  now: Date;
  readAt: number;
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
  /** By the clock that only goes on, whatever the time of day is set to. */
  private held: { accessToken: string; until: number } | undefined;
  private readonly integration: PartnerIntegration;
  private readonly organizationId: OrganizationId;
  private readonly client: OAuthClient;
  private readonly userId: string | null;

  constructor(integration: PartnerIntegration, { client, userId }: { client: OAuthClient; userId: string | null }, read?: TokenAsRead) {
    this.integration = integration;
    this.organizationId = asOrganizationId(integration.organizationId);
    this.client = client;
    this.userId = userId;
    const seen = read ? this.seen(read.token, read.now) : null;
    if (read && seen) this.held = { accessToken: seen.accessToken, until: read.readAt + seen.usableMs };
  }

  async header(): Promise<string> {
    if (!this.held || performance.now() >= this.held.until) this.held = await this.current(null);
    return `Bearer ${this.held.accessToken}`;
  }

  async replaceRejected(header: string): Promise<boolean> {
    this.held = await this.current(header.slice("Bearer ".length));
    return true;
  }

  /** Renews a token that was not renewed for half a day, so that an unused approval does not expire. */
  async keepAlive(): Promise<void> {
    // Each connection at a minute of its own, so that those that were idle equally long are not all renewed in one.
    const spread = (Number.parseInt(this.integration.id.slice(-6), 16) % 60) * MINUTE_MS;
    await this.renew(({ ageMs }) => ageMs < KEEP_ALIVE_MS + spread);
  }

  private async current(refusedToken: string | null): Promise<{ accessToken: string; until: number }> {
    const seenAt = performance.now();
    const isUsable = ({ accessToken, usableMs }: SeenToken) => accessToken !== refusedToken && usableMs > 0;
    const stored = await inOrganization(this.organizationId, async (tx, now) => this.seen(await findToken(tx, this.integration.id), now));
    const { accessToken, usableMs } = stored && isUsable(stored) ? stored : await this.renew(isUsable);
    return { accessToken, until: seenAt + usableMs };
  }

  /** Returns a token that another process has just stored, or claims the renewal and requests one. */
  private async renew(isUsable: (stored: SeenToken) => boolean): Promise<SeenToken> {
    const deadline = performance.now() + LONGEST_WAIT_MS;
    for (let wait = 50; performance.now() < deadline; wait = Math.min(wait * 2, LONGEST_POLL_MS)) {
      const found = await inOrganization(this.organizationId, (tx, now) => this.findOrClaim(tx, now, isUsable));
      if (found && "accessToken" in found) return found;
      if (found) return this.requestAndStore(found);
      await sleep(wait * (0.5 + Math.random() / 2));
    }
    throw new GreenhouseError("greenhouse_unreachable", m.renewalPending());
  }

  /** Returns a usable token, else the claim on the renewal; null while another process holds it. */
  private async findOrClaim(tx: TenantTx, now: Date, isUsable: (stored: SeenToken) => boolean): Promise<SeenToken | Renewal | null> {
    await this.refuseReplaced(tx);
    // Claimed before the token is read: what the claim's former holder stored is visible then.
    const claimId = await claimRenewal(tx, this.organizationId, this.integration.id, CLAIM_SECONDS);
    const stored = await findToken(tx, this.integration.id);
    const seen = this.seen(stored, now);
    if (!seen || !isUsable(seen)) return claimId === null ? null : { claimId, stored };
    if (claimId !== null) await endRenewal(tx, claimId);
    return seen;
  }

  private async requestAndStore({ claimId, stored }: Renewal): Promise<SeenToken> {
    const extend = () => inOrganization(this.organizationId, (tx) => extendRenewal(tx, claimId, CLAIM_SECONDS));
    // A beat that fails is made up for by the next; without any, another process may take over.
    const beat = setInterval(() => void extend().catch(() => undefined), (CLAIM_SECONDS * SECOND_MS) / 3);
    try {
      const fresh = await this.request(stored);
      return await this.store({ claimId, stored }, fresh);
    } catch (error) {
      // Without this, the next caller waits until the claim expires.
      await inOrganization(this.organizationId, (tx) => endRenewal(tx, claimId)).catch(() => undefined);
      throw error;
    } finally {
      clearInterval(beat);
    }
  }

  private async request(stored: GreenhouseToken | null): Promise<Token> {
    if (this.integration.grant === "client_credentials") return this.client.clientCredentials(this.userId);
    if (!stored?.refreshSealed) throw new GreenhouseError("credential_rejected", m.approvalExpired());
    if (stored.refreshLostAt) await this.assertNotUsedUp(stored, stored.refreshLostAt);
    await paced(this.client.clientId);
    try {
      return await this.client.refresh(unseal(stored.refreshSealed, tokenContext(this.organizationId)));
    } catch (error) {
      if (error instanceof LostAnswer) {
        const lostAt = await inOrganization(this.organizationId, async (tx, now) => {
          await noteLostRefresh(tx, this.integration.id, now);
          return now;
        });
        await this.assertNotUsedUp(stored, lostAt);
      }
      throw error;
    }
  }

  /**
   * Ends the question whether a refresh whose answer was lost used up its token: a new access token revokes the one before, so as long as
   * that one is accepted there is none, and once it is refused before its time there is one, and the approval is over. A token whose time is
   * over proves nothing; then the refresh is asked for again after a pause, which loses nothing: used up, it ended the approval already, and
   * Greenhouse says so. Throws where the question stays open.
   */
  private async assertNotUsedUp({ accessSealed, expiresAt }: GreenhouseToken, lostAt: Date): Promise<void> {
    const isAccepted = await isTokenAccepted(env().HARVEST_V3_URL, unseal(accessSealed, tokenContext(this.organizationId)));
    const now = await databaseTime();
    if (isAccepted === false && expiresAt > now) throw new GreenhouseError("credential_rejected", m.approvalLost());
    if (isAccepted !== true && now.getTime() - lostAt.getTime() < LOST_PAUSE_MS) throw new LostAnswer(greenhouse.tokenAnswerLost());
    if (isAccepted === null) throw new LostAnswer(greenhouse.tokenAnswerLost());
    await inOrganization(this.organizationId, (tx) => noteLostRefresh(tx, this.integration.id, null));
  }

  /** Stores the new token, also when the claim was lost, since the earlier refresh token is used up; tries again while the database is away. */
  private async store({ claimId, stored }: Renewal, fresh: Token): Promise<SeenToken> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await inOrganization(this.organizationId, async (tx, now) => {
          await this.refuseReplaced(tx);
          await replaceToken(tx, this.organizationId, this.integration.id, stored, fresh, now);
          await endRenewal(tx, claimId);
          // Another one, where this claim was lost and its successor was quicker.
          const current = this.seen(await findToken(tx, this.integration.id), now);
          if (!current) throw new GreenhouseError("credential_rejected", m.connectionChanged());
          return current;
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

  private seen(stored: GreenhouseToken | null, now: Date): SeenToken | null {
    if (!stored) return null;
    const { accessSealed, expiresAt, refreshSealed, renewedAt } = stored;
    const lifetime = expiresAt.getTime() - renewedAt.getTime();
    // An approval's is renewed early: as long as the token before still works, it tells what became of a refresh whose answer was lost.
    const margin = refreshSealed === null ? Math.min(MARGIN_MS, lifetime / 10) : lifetime / 6;
    return {
      accessToken: unseal(accessSealed, tokenContext(this.organizationId)),
      usableMs: expiresAt.getTime() - now.getTime() - margin,
      ageMs: now.getTime() - renewedAt.getTime(),
    };
  }
}

/** Waits for the client's turn at the token endpoint, which all processes and organizations share. */
async function paced(clientId: string): Promise<void> {
  for (;;) {
    const wait = await consumeRateLimitOrWait(tokenLimit, clientId);
    if (wait === null) return;
    await sleep(wait + Math.random() * SECOND_MS);
  }
}
