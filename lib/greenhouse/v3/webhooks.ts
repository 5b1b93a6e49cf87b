import { z } from "zod";
import { GreenhouseError } from "@/lib/greenhouse/connector";
import type { HarvestHttp, HarvestResponse } from "@/lib/greenhouse/http";
import { type V3HttpOptions, v3Http } from "@/lib/greenhouse/v3/http";
import { V3Lists } from "@/lib/greenhouse/v3/lists";

/** The scopes with which a vendor's client looks after its webhooks ("Webhooks by API": partners only). */
export const webhookScopes = {
  list: "harvest:webhooks:list",
  create: "harvest:webhooks:create",
  update: "harvest:webhooks:update",
  remove: "harvest:webhooks:destroy",
} as const;

/** The events after which a record may differ, by the names that deliveries have. */
export const webhookEvents = [
  "hire_candidate",
  "unhire_candidate",
  "reject_candidate",
  "offer_created",
  "offer_updated",
  "offer_deleted",
  "update_candidate",
  "candidate_anonymized",
  "delete_candidate",
  "merge_candidate",
  "delete_application",
] as const;
export type WebhookEvent = (typeof webhookEvents)[number];

/** A webhook as Greenhouse has it. */
export interface RegisteredWebhook {
  id: string;
  url: string;
  event: string;
  isDeactivated: boolean;
}

// The names were documented and no answer was recorded, so an address may stand under the name that the screen has.
const webhookSchema = z.object({
  id: z.union([z.string(), z.int()]).transform(String),
  event_action_type: z.string(),
  url: z.string().optional(),
  endpoint_url: z.string().optional(),
  deactivated: z.boolean().nullish(),
});

/** Looks after a partner's webhooks through Harvest v3. */
export class HarvestWebhooks {
  private readonly http: HarvestHttp;
  private readonly lists: V3Lists;

  constructor(options: V3HttpOptions) {
    this.http = v3Http(options);
    this.lists = new V3Lists(this.http);
  }

  /** Returns the webhooks that lead to an address. Throws `GreenhouseError`; `permission_missing` where they can't be looked after. */
  async leadingTo(address: string): Promise<RegisteredWebhook[]> {
    const found: RegisteredWebhook[] = [];
    for await (const raw of this.lists.rows(webhookScopes.list, "/webhooks?per_page=500")) {
      const parsed = webhookSchema.safeParse(raw);
      if (!parsed.success) continue;
      const { id, event_action_type: event, url, endpoint_url: endpointUrl, deactivated } = parsed.data;
      const leadsTo = endpointUrl ?? url ?? "";
      if (leadsTo === address) found.push({ id, url: leadsTo, event, isDeactivated: deactivated ?? false });
    }
    return found;
  }

  /** Creates a webhook. One that is there already is listed the next time, so a lost answer makes no second one unseen. */
  async create(event: WebhookEvent, { url, secret }: { url: string; secret: string }): Promise<void> {
    const body = { name: `EMPTrust: ${event}`, endpoint_url: url, secret_key: secret, event_action_type: event };
    this.assertDone(await this.http.sendOnce("POST", "/webhooks", body));
  }

  /** Switches a webhook on again that Greenhouse deactivated, because deliveries failed. */
  async activate(id: string): Promise<void> {
    this.assertDone(await this.http.sendOnce("PATCH", `/webhooks/${encodeURIComponent(id)}`, { deactivated: false }));
  }

  /** Removes a webhook; one that is gone already is fine. */
  async remove(id: string): Promise<void> {
    const response = await this.http.sendOnce("DELETE", `/webhooks/${encodeURIComponent(id)}`, null);
    if (!("status" in response && response.status === 404)) this.assertDone(response);
  }

  close(): Promise<void> {
    return this.http.close();
  }

  private assertDone(response: HarvestResponse | { broken: string }): void {
    if ("status" in response && response.status < 300) return;
    const status = "status" in response ? response.status : 0;
    throw new GreenhouseError(status === 403 ? "permission_missing" : "greenhouse_unreachable", `webhook not changed (${status})`);
  }
}
