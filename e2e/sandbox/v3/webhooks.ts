import { text } from "node:stream/consumers";
import { z } from "zod";
import type { Answer, Call } from "@/e2e/sandbox/http";
import type { Webhooks } from "@/e2e/sandbox/webhooks/deliveries";
import type { World } from "@/e2e/sandbox/world/world";

const newSchema = z.strictObject({
  name: z.string(),
  endpoint_url: z.url(),
  secret_key: z.string().min(1),
  event_action_type: z.string(),
});
const changeSchema = z.strictObject({ deactivated: z.boolean() });
const missing: Answer = { status: 404, body: { message: "Resource not found" } };

/** `/v3/webhooks` of a partner: listed, created with a ping, switched on and off, and removed. Secrets are never shown. */
export async function answerWebhooks(webhooks: Webhooks, world: World, { request, address }: Call): Promise<Answer> {
  const id = Number(address.pathname.split("/")[3]);
  const own = webhooks.ofPartner(world);
  switch (request.method) {
    case "GET":
      return { status: 200, body: own.map(bodyOf), link: "" };
    case "POST": {
      const { endpoint_url: url, secret_key: secret, event_action_type: event } = newSchema.parse(JSON.parse(await text(request)));
      return { status: 201, body: bodyOf(await webhooks.registerFor(world, { url, secret, event })) };
    }
    case "PATCH": {
      const found = own.find((one) => one.id === id);
      if (!found) return missing;
      found.deactivated = changeSchema.parse(JSON.parse(await text(request))).deactivated;
      return { status: 200, body: bodyOf(found) };
    }
    case "DELETE":
      return webhooks.remove(world, id) ? { status: 204, body: undefined } : missing;
    default:
      return missing;
  }
}

function bodyOf({ id, url, event, deactivated, lastDelivered }: ReturnType<Webhooks["ofPartner"]>[number]) {
  return {
    id,
    name: `Webhook ${id}`,
    endpoint_url: url,
    event_action_type: event,
    deactivated,
    last_delivered: lastDelivered === null ? null : new Date(lastDelivered).toISOString(),
  };
}
