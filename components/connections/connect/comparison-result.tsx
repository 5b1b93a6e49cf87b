import type { ReactNode } from "react";
import { ComparedHires } from "@/components/connections/connect/compared-hires";
import type { Comparison } from "@/lib/connections/schema";

const count = (value: number) => value.toLocaleString("en");

/** "312 the same · 2 changed · 0 only here · 1 only in Greenhouse" */
function summary({ same, changed, onlyHere, onlyThere }: Comparison): string {
  return [
    `${count(same)} the same`,
    `${count(changed.length)} changed`,
    `${count(onlyHere.length)} only here`,
    `${count(onlyThere.length)} only in Greenhouse`,
  ].join(" · ");
}

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

/** What changing over would do: the hires that are here held against what Greenhouse says through the new credential. */
export function ComparisonResult({ isComparing, comparison }: ComparisonResultProps) {
  return (
    <>
      <div role="status">
        {isComparing ? <p className="mt-4 text-ink-soft">Comparing; this can take a minute for large accounts.</p> : null}
        {comparison ? <p className="mt-4 border-line border-t pt-4 font-medium tabular-nums">{summary(comparison)}</p> : null}
      </div>
      {comparison ? (
        <>
          <p className="mt-1 text-ink-faint text-xs">Nothing was changed. This is what changing over would do:</p>
          <dl className="mt-3 space-y-2.5">
            <Kind name="The same" effect="Nothing happens to them." />
            <Kind name="Changed" effect="They are updated at the first sync; nobody is mailed again.">
              <ComparedHires hires={comparison.changed} />
            </Kind>
            <Kind
              name="Only here"
              effect="They would be withdrawn at their next check. When this is not what you expect, look at the credential first: it may not see everybody."
            >
              <ComparedHires hires={comparison.onlyHere.map((id) => ({ id, fields: [] }))} />
            </Kind>
            <Kind
              name="Only in Greenhouse"
              effect="They are added, and invited by themselves if their record is complete and they start on or after the go-live date."
            />
          </dl>
        </>
      ) : null}
    </>
  );
}
