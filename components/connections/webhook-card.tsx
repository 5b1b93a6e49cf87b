import { name, Steps } from "@/components/connections/connect/steps";
import { WebhookSecretButton } from "@/components/connections/webhook-secret-button";
import { Card } from "@/components/ui/card";
import { CopyField } from "@/components/ui/copy-field";
import { Moment } from "@/components/ui/moment";
import type { GreenhouseView } from "@/lib/connections/schema";
import * as m from "@/lib/messages/generated/connections";

type Webhook = NonNullable<GreenhouseView["webhook"]>;

// As Greenhouse names them, those first that bring a hire sooner.
const events = [
  "Candidate has been hired",
  "Offer created",
  "Offer updated",
  "Candidate updated",
  "Candidate has been unhired",
  "Candidate or prospect rejected",
  "Offer deleted",
  "Candidate anonymized",
  "Candidate deleted",
  "Candidate merged",
  "Application deleted",
];

/** How Greenhouse posts changes here immediately, and whether it does. */
export function WebhookCard({ webhook, canChange }: { webhook: Webhook; canChange: boolean }) {
  return (
    <Card title={m.webhookTitle()}>
      <p className="mt-2 text-pretty text-ink-soft">{m.webhookAbout()}</p>
      <p className="mt-3 font-medium">
        <WebhookState webhook={webhook} canChange={canChange} />
      </p>
      <div className="mt-3 space-y-3">
        <CopyField label={m.webhookUrl()} value={webhook.url} copyLabel={m.copyWebhookUrl()} />
        {canChange && webhook.managed === 0 ? <WebhookSecretButton secretSet={webhook.secretSet} /> : null}
      </div>
      {webhook.managed > 0 ? (
        <p className="mt-3 text-pretty text-ink-soft">{m.webhooksManaged({ count: webhook.managed })}</p>
      ) : (
        <SetUp isOpen={webhook.lastDeliveryAt === null} />
      )}
    </Card>
  );
}

/** How to set webhooks up by hand. */
function SetUp({ isOpen }: { isOpen: boolean }) {
  return (
    <details className="mt-4 border-line border-t pt-2" open={isOpen}>
      <summary className="cursor-pointer rounded-control py-2 font-medium pointer-coarse:py-3">{m.webhookSetUp()}</summary>
      <div className="mt-2">
        <Steps>
          <p>{m.webhookOpen({ name })}</p>
          <div>
            <p>{m.webhookEvents()}</p>
            <ul className="mt-1 list-disc pl-4">
              {events.map((event) => (
                <li key={event}>{name(event)}</li>
              ))}
            </ul>
          </div>
          <p>{m.webhookPaste()}</p>
        </Steps>
      </div>
    </details>
  );
}

function WebhookState({ webhook: { secretSet, lastDeliveryAt }, canChange }: { webhook: Webhook; canChange: boolean }) {
  if (lastDeliveryAt !== null) return m.lastDelivery({ when: <Moment at={lastDeliveryAt} /> });
  if (secretSet) return m.waitingForPing();
  return canChange ? m.webhookMissing() : m.webhookMissingForHr();
}
