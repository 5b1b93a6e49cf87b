import { Children, type ReactNode } from "react";
import { neededScopes, optionalScopes } from "@/components/connections/connect/ways";

/** A name as Greenhouse prints it. */
export function Name({ children }: { children: ReactNode }) {
  return <strong className="font-medium text-ink">{children}</strong>;
}

/** What to do, one after the other. */
export function Steps({ children }: { children: ReactNode }) {
  return (
    <ol className="space-y-3 text-ink-soft">
      {Children.map(children, (step, index) => (
        <li className="flex gap-2.5">
          <span className="grid size-5 shrink-0 place-items-center rounded-full bg-sunken font-medium text-ink text-xs" aria-hidden>
            {index + 1}
          </span>
          <div className="min-w-0 flex-1">{step}</div>
        </li>
      ))}
    </ol>
  );
}

export const openCredentials = (
  <p>
    In Greenhouse, open <Name>Configure</Name>, then <Name>Dev Center</Name>, then <Name>API Credential Management</Name>.
  </p>
);

/** How a credential of Harvest v3 is made in Greenhouse. */
export function ClientSteps() {
  return (
    <Steps>
      {openCredentials}
      <p>
        Choose <Name>Create new API credential</Name>: type <Name>Harvest V3 (OAuth)</Name>, partner <Name>EMPTrust</Name>.
      </p>
      <div>
        <p>Tick these three scopes:</p>
        <ScopeList scopes={neededScopes} />
        <p className="mt-2">For job title, department, location and manager also:</p>
        <ScopeList scopes={optionalScopes} />
      </div>
      <p>Copy the client ID and secret and paste them here. They are checked before anything is saved.</p>
    </Steps>
  );
}

function ScopeList({ scopes }: { scopes: readonly string[] }) {
  return (
    <ul className="mt-1 flex flex-wrap gap-1">
      {scopes.map((scope) => (
        <li key={scope} className="wrap-anywhere rounded-md border border-line bg-surface px-1.5 py-0.5 font-mono text-ink text-xs">
          {scope}
        </li>
      ))}
    </ul>
  );
}
