"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useOwnFields } from "@/components/hires/own-fields";
import type { Comparison } from "@/lib/connections/manage/schema";
import { isFieldName } from "@/lib/hire-fields/fields";
import { fieldLabel } from "@/lib/hire-fields/own/words";
import { newHireOptions } from "@/lib/hires/record/queries";
import { shownName } from "@/lib/hires/words";
import { listOf } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/connections/connect";
import { path } from "@/lib/platform/paths/address";
import { newHirePage } from "@/lib/platform/paths/pages";

const SHOWN = 20;

/** The first of these hires, each with the way to their record and the fields that differ. */
export function ComparedHires({ hires }: { hires: Comparison["changed"] }) {
  const own = useOwnFields();
  if (hires.length === 0) return null;
  const more = hires.length - SHOWN;
  return (
    <>
      <ul className="mt-1.5 space-y-1">
        {hires.slice(0, SHOWN).map(({ id, fields }) => (
          <li key={id}>
            {fields.length > 0 ? (
              m.hireAndFields({
                hire: <HireLink id={id} />,
                fields: listOf(fields.map((name) => (isFieldName(name) ? fieldLabel(name, own) : name))),
              })
            ) : (
              <HireLink id={id} />
            )}
          </li>
        ))}
      </ul>
      {more > 0 ? <p className="mt-1.5">{m.more({ count: more })}</p> : null}
    </>
  );
}

/** Opens in a new tab, so that what was entered here is kept. */
function HireLink({ id }: { id: string }) {
  const { data } = useQuery({ ...newHireOptions(id), refetchInterval: false });
  return (
    <Link href={path(newHirePage, id)} target="_blank" prefetch={false} className="text-accent underline underline-offset-2">
      {data ? shownName(data) : m.openRecord()}
      <span className="sr-only"> {m.inNewTab()}</span>
    </Link>
  );
}
