"use client";

import { useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { useState } from "react";
import { Permitted } from "@/components/auth/permitted";
import { isOpen } from "@/components/hires/list/tabs";
import { useOwnFields } from "@/components/hires/own-fields";
import { outcomeWords } from "@/components/hires/send-words";
import { useAnnounceChange } from "@/components/hires/use-undo";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Failure } from "@/components/ui/failure";
import { controlClass, Field } from "@/components/ui/field";
import { Skeleton } from "@/components/ui/skeleton";
import { useAnnounce } from "@/components/ui/toast";
import { askFirst } from "@/components/ui/unsaved/changed-forms";
import { useGo } from "@/components/ui/unsaved/use-go";
import type { FieldName } from "@/lib/hire-fields/fields";
import type { OwnField } from "@/lib/hire-fields/own/fields";
import { fieldNames } from "@/lib/hire-fields/own/rules";
import { fieldLabel, shownValue } from "@/lib/hire-fields/own/words";
import { useJoinHires } from "@/lib/hires/by-hand/queries";
import { keptOf } from "@/lib/hires/by-hand/rules";
import type { DuplicateDecision, Duplicates } from "@/lib/hires/duplicates/schema";
import { newHireOptions, useDecideDuplicate } from "@/lib/hires/record/queries";
import type { NewHire } from "@/lib/hires/schema";
import { shownName } from "@/lib/hires/words";
import { plainDate } from "@/lib/messages/format";
import * as outcome from "@/lib/messages/generated/hires/outcome";
import * as m from "@/lib/messages/generated/hires/record";
import * as words from "@/lib/messages/generated/hires/words";
import { path } from "@/lib/platform/paths/address";
import { newHirePage } from "@/lib/platform/paths/pages";

interface DuplicateDialogProps {
  hire: NewHire;
  /** At least one. */
  duplicates: Duplicates["items"];
  onClose: () => void;
}

/** A hire beside a possible duplicate of it, and the decision what they are to each other. */
export function DuplicateDialog({ hire, duplicates, onClose }: DuplicateDialogProps) {
  const announce = useAnnounce();
  const announceChange = useAnnounceChange();
  const decide = useDecideDuplicate(hire.id);
  const join = useJoinHires(hire.id);
  const { goFromGone } = useGo();
  const [otherId, setOtherId] = useState<string>(duplicates[0]?.id ?? "");
  const other = useQuery(newHireOptions(otherId));
  const isNotInvited = isOpen(hire.status);
  const canJoin = duplicates.find(({ id }) => id === otherId)?.canJoin ?? false;
  const isBusy = decide.isPending || join.isPending;

  function settle(decision: DuplicateDecision) {
    decide
      .mutateAsync(decision)
      .then(
        (after) => announceChange(outcomeWords(m.duplicateDecided({ decision }), hire, after), after),
        (error: Error) => announce(error.message, "failure"),
      )
      .finally(onClose);
  }

  /** Asks before what is typed goes with this record, where the other one stays. */
  function askAndJoin() {
    if (!other.data) return;
    const pair = hire.greenhouse ? { byHand: other.data, fromGreenhouse: hire } : { byHand: hire, fromGreenhouse: other.data };
    const kept = keptOf(pair, ({ invitations }) => invitations.length > 0);
    if (kept === hire) joinBoth();
    else askFirst(joinBoth);
  }

  function joinBoth() {
    join
      .mutateAsync(otherId)
      .then(
        (after) => {
          // The other record may be the one that stays, with its own status before.
          announce(outcomeWords(m.joined(), (after.id === hire.id ? hire : other.data) ?? after, after));
          if (after.id !== hire.id) goFromGone(path(newHirePage, after.id));
        },
        (error: Error) => announce(error.message, "failure"),
      )
      .finally(onClose);
  }

  const decision = (kind: DuplicateDecision, label: string, variant?: "danger-quiet") => (
    <Button
      {...(variant ? { variant } : {})}
      busy={decide.isPending && decide.variables === kind}
      disabled={isBusy}
      onClick={() => settle(kind)}
    >
      {label}
    </Button>
  );

  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={m.compareTitle()}
      actions={
        <>
          <Button variant="quiet" onClick={onClose}>
            {m.cancel()}
          </Button>
          <Permitted to="hires.edit">
            {isNotInvited ? decision("exclude", m.excludeThis(), "danger-quiet") : null}
            {decision("keep_separate", m.differentPeople())}
            {isNotInvited && !canJoin ? decision("send_anyway", m.samePerson()) : null}
            {canJoin ? (
              <Button variant="primary" busy={join.isPending} disabled={isBusy || !other.data} onClick={askAndJoin}>
                {m.joinBoth()}
              </Button>
            ) : null}
          </Permitted>
        </>
      }
    >
      {duplicates.length > 1 ? (
        <div className="mb-3">
          <Field label={m.compareWith()}>
            {(wiring) => (
              <select {...wiring} value={otherId} onChange={(event) => setOtherId(event.target.value)} className={controlClass()}>
                {duplicates.map(({ id, name, status }) => (
                  <option key={id} value={id}>
                    {m.duplicateOption({ name: name || outcome.unnamed(), status: words.status({ status }) })}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </div>
      ) : null}
      {other.data ? (
        <SideBySide hire={hire} other={other.data} />
      ) : other.error ? (
        <Failure title={m.duplicateFailed()} error={other.error} busy={other.isFetching} onRetry={() => other.refetch()} />
      ) : (
        <Skeleton className="h-64" />
      )}
      <Permitted to="hires.edit">
        <ul className="mt-4 list-disc space-y-1 pl-5 text-pretty text-xs">
          {isNotInvited ? <li>{m.excludeMeans()}</li> : null}
          <li>{m.differentPeopleMeans()}</li>
          {isNotInvited && !canJoin ? <li>{m.samePersonMeans()}</li> : null}
          {canJoin ? <li>{m.joinMeans()}</li> : null}
        </ul>
      </Permitted>
    </Dialog>
  );
}

function SideBySide({ hire, other }: { hire: NewHire; other: NewHire }) {
  const own = useOwnFields();
  const rows = [
    { label: m.statusLabel(), here: words.status({ status: hire.status }), there: words.status({ status: other.status }) },
    { label: m.hiredLabel(), here: hiredOn(hire), there: hiredOn(other) },
    ...fieldNames(own).map((field) => ({ label: fieldLabel(field, own), here: shown(hire, field, own), there: shown(other, field, own) })),
  ].filter(({ here, there }) => here !== null || there !== null);
  return (
    <table className="w-full table-fixed border-collapse text-ink">
      <thead>
        <tr className="border-line border-b text-left align-bottom">
          <th scope="col" className="w-[28%] py-2 pr-2">
            <span className="sr-only">{m.fieldLabel()}</span>
          </th>
          <th scope="col" className="wrap-anywhere py-2 pr-2 font-medium">
            {m.thisHire()}
            <span className="block font-normal text-ink-soft">{shownName(hire)}</span>
          </th>
          <th scope="col" className="wrap-anywhere py-2 font-medium">
            {m.otherHire()}
            <span className="block font-normal text-ink-soft">{shownName(other)}</span>
          </th>
        </tr>
      </thead>
      <tbody className="divide-y divide-line">
        {rows.map(({ label, here, there }) => {
          const differs = here !== there;
          const cell = clsx("wrap-anywhere py-1.5 pr-2 align-top", differs ? "font-medium" : "text-ink-soft");
          return (
            <tr key={label}>
              <th scope="row" className="wrap-anywhere py-1.5 pr-2 text-left align-top font-normal text-ink-soft">
                {label}
                {differs ? <span className="block text-pending text-xs">{m.differs()}</span> : null}
              </th>
              <td className={cell}>{here ?? "–"}</td>
              <td className={cell}>{there ?? "–"}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function shown(hire: NewHire, field: FieldName, own: readonly OwnField[]): string | null {
  const value = hire.fields[field]?.value ?? null;
  return value === null ? null : shownValue(field, value, own);
}

function hiredOn({ hiredOn: day }: NewHire): string | null {
  return day === null ? null : plainDate(day, "long");
}
