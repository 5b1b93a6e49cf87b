import type { ReactNode } from "react";
import { ClientSteps, name, Steps } from "@/components/connections/connect/steps";
import { Card } from "@/components/ui/card";
import type { GreenhouseGrant } from "@/lib/connections/schema";
import * as m from "@/lib/messages/generated/connections/connect";

const steps: Record<GreenhouseGrant, () => ReactNode> = {
  authorization_code: () => (
    <Steps>
      <p>{m.stepChooseDate({ name })}</p>
      <p>{m.stepSignIn({ name })}</p>
      <p>{m.stepReturn()}</p>
    </Steps>
  ),
  client_credentials: () => <ClientSteps />,
  key: () => (
    <Steps>
      <p>{m.stepOpenCredentials({ name })}</p>
      <p>{m.stepCreateKey({ name })}</p>
      <p>{m.stepKeyPermissions({ name })}</p>
      <p>{m.stepEnterKey()}</p>
    </Steps>
  ),
};

/** What is done in Greenhouse for a way to connect, by the names that Greenhouse prints. */
export function HowCard({ way }: { way: GreenhouseGrant }) {
  return (
    <Card title={m.howTitle()}>
      <div className="mt-3">{steps[way]()}</div>
      <p className="mt-4 border-line border-t pt-3 text-pretty text-ink-faint text-xs">{m.transitionEndpoint()}</p>
    </Card>
  );
}
