import type { ReactNode } from "react";
import { ClientSteps, Name, openCredentials, Steps } from "@/components/connections/connect/steps";
import { Card } from "@/components/ui/card";
import type { GreenhouseGrant } from "@/lib/connections/schema";

const steps: Record<GreenhouseGrant, ReactNode> = {
  authorization_code: (
    <Steps>
      <p>
        Choose the go-live date and press <Name>Approve in Greenhouse</Name>.
      </p>
      <p>
        Sign in to Greenhouse as a <Name>Site Admin</Name>: Greenhouse shows hires to nobody else. Approve what is asked for.
      </p>
      <p>You are brought back here. What you approved is checked before anything is saved.</p>
    </Steps>
  ),
  client_credentials: <ClientSteps />,
  key: (
    <Steps>
      {openCredentials}
      <p>
        Create a new API key: API type <Name>Harvest</Name>, partner <Name>EMPTrust</Name>.
      </p>
      <p>
        Choose <Name>Manage Permissions</Name> and tick exactly two: under Candidates <Name>Get: Retrieve Candidate</Name>, under Offers{" "}
        <Name>Get: List Offers</Name>.
      </p>
      <p>Copy the key and paste it here. It is checked before anything is saved.</p>
    </Steps>
  ),
};

/** What is done in Greenhouse for a way to connect, by the names that Greenhouse prints. */
export function HowCard({ way }: { way: GreenhouseGrant }) {
  return (
    <Card title="How this works">
      <div className="mt-3">{steps[way]}</div>
      <p className="mt-4 border-line border-t pt-3 text-pretty text-ink-faint text-xs">
        Greenhouse’s transition endpoint, which exchanged an old key for a token, ended with v1 and is not used.
      </p>
    </Card>
  );
}
