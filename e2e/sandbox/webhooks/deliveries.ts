import { createHmac, randomUUID } from "node:crypto";
import { webhookBody } from "@/e2e/sandbox/webhooks/bodies";
import type { World } from "@/e2e/sandbox/world/world";

const PATIENCE_MS = 10_000;

interface Webhook {
  url: string;
  secret: string;
}

/** A webhook that a partner made, for one event. */
interface PartnerWebhook extends Webhook {
  id: number;
  event: string;
  deactivated: boolean;
  lastDelivered: number | null;
}

interface Delivery {
  webhook: Webhook;
  headers: Record<string, string>;
  body: string;
}

/**
 * The webhooks of accounts. Each change of an account's world is sent to its webhook, signed; what is not answered with 200
 * is sent again later, the same delivery, as often as there are waits.
 */
export class Webhooks {
  private readonly byWorld = new Map<World, Webhook>();
  private readonly byPartner = new Map<World, PartnerWebhook[]>();
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly closing = new AbortController();
  private readonly retrySeconds: readonly number[];
  private pings = 0;

  constructor(retrySeconds: readonly number[]) {
    this.retrySeconds = retrySeconds;
  }

  /** Sends a ping, and enables the webhook in place of the account's earlier one if that is answered with 200. */
  async register(world: World, webhook: Webhook): Promise<boolean> {
    const ping = { action: "ping", payload: { web_hook_id: ++this.pings } };
    if (!(await this.send(delivery(webhook, ping)))) return false;
    this.byWorld.set(world, webhook);
    this.observe(world);
    return true;
  }

  /** The webhooks that a partner made for an account. */
  ofPartner(world: World): PartnerWebhook[] {
    return this.byPartner.get(world) ?? [];
  }

  /** Makes a partner's webhook for one event. One whose ping is not answered with 200 is made deactivated. */
  async registerFor(world: World, { event, ...webhook }: Webhook & { event: string }): Promise<PartnerWebhook> {
    const isAnswered = await this.send(delivery(webhook, { action: "ping", payload: { web_hook_id: ++this.pings } }));
    const made: PartnerWebhook = { ...webhook, event, id: this.pings, deactivated: !isAnswered, lastDelivered: null };
    this.byPartner.set(world, [...this.ofPartner(world), made]);
    this.observe(world);
    return made;
  }

  /** Removes a partner's webhook; false when there is none of this id. */
  remove(world: World, id: number): boolean {
    const kept = this.ofPartner(world).filter((one) => one.id !== id);
    if (kept.length === this.ofPartner(world).length) return false;
    this.byPartner.set(world, kept);
    return true;
  }

  private observe(world: World): void {
    world.observer = (change) => {
      const body = webhookBody(change);
      const made = this.ofPartner(world).filter(({ event, deactivated }) => event === body.action && !deactivated);
      for (const one of made) one.lastDelivered = Date.now();
      const byHand = this.byWorld.get(world);
      for (const webhook of [...made, ...(byHand ? [byHand] : [])]) void this.deliver(delivery(webhook, body), this.retrySeconds);
    };
  }

  /** Where an account's changes are sent. */
  urlOf(world: World): string | undefined {
    return this.byWorld.get(world)?.url;
  }

  /** Takes an account's webhook away, with what is yet to be sent again. */
  clear(world: World): void {
    this.byWorld.delete(world);
    this.byPartner.delete(world);
    world.observer = undefined;
  }

  /** Ends every delivery under way. */
  close(): void {
    this.closing.abort();
    for (const timer of this.timers) clearTimeout(timer);
  }

  private async deliver(sent: Delivery, [wait, ...later]: readonly number[]): Promise<void> {
    if ((await this.send(sent)) || wait === undefined || this.closing.signal.aborted) return;
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      if ([...this.byWorld.values(), ...[...this.byPartner.values()].flat()].includes(sent.webhook)) void this.deliver(sent, later);
    }, wait * 1000);
    timer.unref();
    this.timers.add(timer);
  }

  /** Whether it was answered with 200. */
  private async send({ webhook, headers, body }: Delivery): Promise<boolean> {
    try {
      const signal = AbortSignal.any([this.closing.signal, AbortSignal.timeout(PATIENCE_MS)]);
      const answer = await fetch(webhook.url, { method: "POST", headers, body, redirect: "manual", signal });
      await answer.body?.cancel();
      return answer.status === 200;
    } catch {
      return false;
    }
  }
}

function delivery(webhook: Webhook, message: { action: string; payload: unknown }): Delivery {
  const body = escaped(JSON.stringify(message));
  const signature = createHmac("sha256", webhook.secret).update(body).digest("hex");
  const headers = { "content-type": "application/json", signature: `sha256 ${signature}`, "greenhouse-event-id": randomUUID() };
  return { webhook, headers, body };
}

/** JSON with every character beyond ASCII as `\uXXXX`, as Greenhouse signs it. */
function escaped(text: string): string {
  return text.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
