import { Name, Steps } from "@/components/connections/connect/steps";
import { WebhookSecretButton } from "@/components/connections/webhook-secret-button";
import { Card } from "@/components/ui/card";
import { CopyField } from "@/components/ui/copy-field";
import { Moment } from "@/components/ui/moment";
import type { GreenhouseView } from "@/lib/connections/schema";
import * as m from "@/lib/messages/generated/connections";

type Webhook = NonNullable<GreenhouseView["webhook"]>;

const events = ["Candidate has been hired", "Offer updated", "Candidate updated"];

/** Has Greenhouse announce what happens, instead of being asked only: where it posts to, and whether it does. */
export function WebhookCard({ webhook, canChange }: { webhook: Webhook; canChange: boolean }) {
  return (
    <Card title="Tell EMPTrust at once">
      <p className="mt-2 text-pretty text-ink-soft">
        With a web hook, Greenhouse tells of a hire the moment it happens. Regular syncs go on as the safety net.
      </p>
      <p className="mt-3 font-medium">
        <WebhookState webhook={webhook} canChange={canChange} />
      </p>
      <div className="mt-3 space-y-3">
        <CopyField label="Address to paste in Greenhouse" value={webhook.url} copyLabel={m.copyWebhookUrl()} />
        {canChange ? <WebhookSecretButton secretSet={webhook.secretSet} /> : null}
      </div>
      <details className="mt-4 border-line border-t pt-2" open={webhook.lastDeliveryAt === null}>
        <summary className="cursor-pointer rounded-control py-2 font-medium pointer-coarse:py-3">How to set it up</summary>
        <div className="mt-2">
          <Steps>
            <p>
              In Greenhouse, open <Name>Configure</Name>, then <Name>Dev Center</Name>, then <Name>Web Hooks</Name>, then{" "}
              <Name>Web hooks</Name>.
            </p>
            <div>
              <p>Create one for each of these events:</p>
              <ul className="mt-1 list-disc pl-4">
                {events.map((event) => (
                  <li key={event}>
                    <Name>{event}</Name>
                  </li>
                ))}
              </ul>
            </div>
            <p>Paste the address and the secret into each. Greenhouse pings the address when you save it.</p>
          </Steps>
        </div>
      </details>
    </Card>
  );
}

function WebhookState({ webhook: { secretSet, lastDeliveryAt }, canChange }: { webhook: Webhook; canChange: boolean }) {
  if (lastDeliveryAt !== null) {
    return (
      <>
        Last delivery <Moment at={lastDeliveryAt} />
      </>
    );
  }
  if (secretSet) return "Waiting for the first ping";
  return canChange ? "Not set up yet" : "Not set up yet. An admin can do it.";
}
