import { Children, type ReactNode } from "react";
import { neededScopes, optionalScopes } from "@/components/connections/connect/ways";
import * as m from "@/lib/messages/generated/connections/connect";

/** A name as Greenhouse prints it. */
export const name = (text: ReactNode) => <strong className="font-medium text-ink">{text}</strong>;

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

/** How a credential of Harvest v3 is made in Greenhouse. */
export function ClientSteps() {
  return (
    <Steps>
      <p>{m.stepOpenCredentials({ name })}</p>
      <p>{m.stepCreateClient({ name })}</p>
      <div>
        <p>{m.stepNeededScopes()}</p>
        <ScopeList scopes={neededScopes} />
        <p className="mt-2">{m.stepOptionalScopes()}</p>
        <ScopeList scopes={optionalScopes} />
      </div>
      <p>{m.stepEnterClient()}</p>
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
