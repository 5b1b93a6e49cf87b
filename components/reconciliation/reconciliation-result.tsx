import { Download } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { DownloadLink } from "@/components/auth/download-link";
import { Permitted } from "@/components/auth/permitted";
import { useOwnFields } from "@/components/hires/own-fields";
import { buttonClass } from "@/components/ui/button-look";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { fieldLabel, shownValue } from "@/lib/hire-fields/own/words";
import * as m from "@/lib/messages/generated/reconciliation";
import { number } from "@/lib/messages/runtime";
import { path } from "@/lib/platform/paths/address";
import { newHirePage } from "@/lib/platform/paths/pages";
import { reconciliationExportAddress } from "@/lib/reconciliation/queries";
import type { FieldDifference, Reconciliation, ReconciliationRange } from "@/lib/reconciliation/schema";

/** The most entries of a kind that are shown; the file has them all. */
const SHOWN = 200;

/** What a comparison found: how many of each kind, in counts that add up, and who they are. */
export function ReconciliationResult({ result, range }: { result: Reconciliation; range: ReconciliationRange }) {
  const { same, different, missingHere, missingThere, unseen, unseenIds, names } = result;
  const both = same + different.length + unseen;
  const there = both + missingHere.length;
  const here = both + missingThere.length;
  const hire = (id: string) => <HireLink id={id} name={names[id]} />;
  return (
    <Card
      title={m.summary({ there, here })}
      aside={
        <Permitted to="hires.export">
          <DownloadLink href={reconciliationExportAddress(range)} className={buttonClass("outline")}>
            <Download className="size-4" aria-hidden />
            {m.exportCsv()}
          </DownloadLink>
        </Permitted>
      }
    >
      <p className="mt-1 text-ink-faint text-xs tabular-nums">{m.requests({ count: result.requests })}</p>
      {result.unreadableOffers > 0 ? (
        <Notice tone="warning" className="mt-3" title={m.unreadableOffers({ count: result.unreadableOffers })} />
      ) : null}
      {there + here === 0 ? <p className="mt-3 font-medium">{m.noOne()}</p> : null}
      {there + here > 0 && there === same && here === same ? <p className="mt-3 font-medium">{m.allAgree()}</p> : null}
      {there + here > 0 ? (
        <div className="mt-4 divide-y divide-line border-line border-y">
          <Kind title={m.same()} about={m.sameAbout()} count={same} items={[]} />
          <Kind
            title={m.different()}
            about={m.differentAbout()}
            count={different.length}
            items={different.map(({ id, values }) => [id, <Different key={id} hire={hire(id)} values={values} />])}
          />
          <Kind
            title={m.missingHere()}
            about={m.missingHereAbout()}
            count={missingHere.length}
            items={missingHere.map(({ applicationId, reason, id, name }) => [
              String(applicationId),
              <span key={applicationId}>
                <span className="font-medium">
                  {id === null ? (name ?? m.application({ id: String(applicationId) })) : <HireLink id={id} name={name ?? undefined} />}
                </span>
                <span className="block text-ink-soft">{m.reason({ reason })}</span>
              </span>,
            ])}
          />
          <Kind
            title={m.missingThere()}
            about={m.missingThereAbout()}
            count={missingThere.length}
            items={missingThere.map((id) => [id, hire(id)])}
          />
          <Kind title={m.unseen()} about={m.unseenAbout()} count={unseen} items={unseenIds.map((id) => [id, hire(id)])} />
        </div>
      ) : null}
    </Card>
  );
}

interface KindProps {
  title: string;
  about: string;
  count: number;
  items: [key: string, content: ReactNode][];
}

function Kind({ title, about, count, items }: KindProps) {
  const heading = (
    <>
      <span className="font-medium">{title}</span>
      <span className="text-ink-soft max-sm:hidden">{about}</span>
      <span className="ml-auto font-medium tabular-nums">{number(count)}</span>
    </>
  );
  if (items.length === 0) return <p className="flex min-h-11 items-center gap-3 py-2">{heading}</p>;
  return (
    <details open={items.length <= 20}>
      <summary className="flex min-h-11 cursor-pointer items-center gap-3 py-2">{heading}</summary>
      <ul className="max-h-96 space-y-2 overflow-y-auto pb-3 pl-4">
        {items.slice(0, SHOWN).map(([key, content]) => (
          <li key={key} className="break-words">
            {content}
          </li>
        ))}
        {count > SHOWN ? <li className="text-ink-faint">{m.more({ count: count - SHOWN })}</li> : null}
      </ul>
    </details>
  );
}

function Different({ hire, values }: { hire: ReactNode; values: readonly FieldDifference[] }) {
  const own = useOwnFields();
  return (
    <span>
      <span className="font-medium">{hire}</span>
      {values.map(({ field, here, there, byHr }) => (
        <span key={field} className="block text-ink-soft">
          {m.fieldDifference({
            field: fieldLabel(field, own),
            here: here === null ? m.empty() : shownValue(field, here, own),
            there: there === null ? m.empty() : shownValue(field, there, own),
          })}
          {byHr ? <span className="text-ink-faint"> · {m.byHr()}</span> : null}
        </span>
      ))}
    </span>
  );
}

function HireLink({ id, name }: { id: string; name: string | undefined }) {
  return (
    <Link href={path(newHirePage, id)} prefetch={false} className="text-accent underline underline-offset-2">
      {name ?? m.columnRecord()}
    </Link>
  );
}
