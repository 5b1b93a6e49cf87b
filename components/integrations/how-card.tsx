import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";

function Name({ children }: { children: ReactNode }) {
  return <strong className="font-medium text-ink">{children}</strong>;
}

const steps: { key: string; step: ReactNode }[] = [
  {
    key: "open",
    step: (
      <>
        In Greenhouse, open <Name>Configure</Name>, then <Name>Dev Center</Name>, then <Name>API Credential Management</Name>.
      </>
    ),
  },
  {
    key: "create",
    step: (
      <>
        Create a new API key: API type <Name>Harvest</Name>, partner <Name>EMPTrust</Name>.
      </>
    ),
  },
  {
    key: "permit",
    step: (
      <>
        Choose <Name>Manage Permissions</Name> and tick exactly two: under Candidates <Name>Get: Retrieve Candidate</Name>, under Offers{" "}
        <Name>Get: List Offers</Name>.
      </>
    ),
  },
  { key: "paste", step: "Copy the key and paste it here. It is checked before anything is saved." },
];

/** How a key is made in Greenhouse, by the names that Greenhouse prints. */
export function HowCard() {
  return (
    <Card title="How this works">
      <ol className="mt-3 space-y-3 text-ink-soft">
        {steps.map(({ key, step }, index) => (
          <li key={key} className="flex gap-2.5">
            <span className="grid size-5 shrink-0 place-items-center rounded-full bg-sunken font-medium text-ink text-xs" aria-hidden>
              {index + 1}
            </span>
            <p>{step}</p>
          </li>
        ))}
      </ol>
    </Card>
  );
}
