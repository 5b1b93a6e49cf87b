import type { ReactNode } from "react";
import { ComparedHires } from "@/components/connections/connect/compared-hires";
import type { Comparison } from "@/lib/connections/manage/schema";
import * as m from "@/lib/messages/generated/connections/connect";

function Kind({ name, effect, children }: { name: string; effect: string; children?: ReactNode }) {
  return (
    <div className="grid gap-x-4 sm:grid-cols-[8.5rem_minmax(0,1fr)]">
      <dt className="font-medium">{name}</dt>
      <dd className="text-pretty text-ink-soft">
        {effect}
        {children}
      </dd>
    </div>
  );
}

interface ComparisonResultProps {
  isComparing: boolean;
  comparison: Comparison | undefined;
}

/** What upgrading would do: the hires that are here compared with what Greenhouse returns for the new credential. */
export function ComparisonResult({ isComparing, comparison }: ComparisonResultProps) {
  return (
    <>
      <div role="status">
        {isComparing ? <p className="mt-4 text-ink-soft">{m.comparingText()}</p> : null}
        {comparison ? <p className="mt-4 border-line border-t pt-4 font-medium tabular-nums">{summary(comparison)}</p> : null}
      </div>
      {comparison ? (
        <>
          <p className="mt-1 text-ink-faint text-xs">{m.nothingChanged()}</p>
          <dl className="mt-3 space-y-2.5">
            <Kind name={m.same()} effect={m.sameEffect()} />
            <Kind name={m.changed()} effect={m.changedEffect()}>
              <ComparedHires hires={comparison.changed} />
            </Kind>
            <Kind name={m.onlyHere()} effect={m.onlyHereEffect()}>
              <ComparedHires hires={comparison.onlyHere.map((id) => ({ id, fields: [] }))} />
            </Kind>
            <Kind name={m.onlyThere()} effect={m.onlyThereEffect()} />
          </dl>
        </>
      ) : null}
    </>
  );
}

function summary({ same, changed, onlyHere, onlyThere }: Comparison): string {
  return m.summary({ same, changed: changed.length, onlyHere: onlyHere.length, onlyThere: onlyThere.length });
}
