import Link from "next/link";
import type { ReactNode } from "react";
import { useOwnFields } from "@/components/hires/own-fields";
import type { OwnField } from "@/lib/hire-fields/own/fields";
import { fieldName } from "@/lib/hires/fields";
import type { SendInvitationsResult } from "@/lib/hires/list/schema";
import type { ListedHire } from "@/lib/hires/schema";
import { listedName } from "@/lib/hires/words";
import { listOf } from "@/lib/messages/format";
import * as outcome from "@/lib/messages/generated/hires/outcome";

const NAMED_AT_MOST = 3;

/** Returns why one hire's invitation was not sent, with their name. */
function reason(name: ReactNode, code: string | undefined, hire: ListedHire | undefined, own: readonly OwnField[]): ReactNode {
  const fields = hire?.missingFields ?? [];
  if (code !== "fields_missing" || fields.length === 0) return outcome.notSentTo({ name, code: code ?? "other" });
  return outcome.notSentMissing({ name, count: fields.length, fields: listOf(fields.map((field) => fieldName(field, own))) });
}

interface SendOutcomeProps {
  results: SendInvitationsResult["results"];
  hires: ListedHire[];
  hrefOf: (hire: ListedHire) => string;
}

/** "3 invitations are being sent. 1 not sent:" and, line by line, who and why. */
export function SendOutcome({ results, hires, hrefOf }: SendOutcomeProps) {
  const own = useOwnFields();
  const sent = results.filter(({ ok }) => ok).length;
  const failed = results.filter(({ ok }) => !ok);
  const more = failed.length - NAMED_AT_MOST;
  return (
    <>
      {sent > 0 || failed.length === 0 ? <p>{outcome.invitationsSending({ count: sent })}</p> : null}
      {failed.length > 0 ? (
        <>
          <p>{outcome.notSent({ count: failed.length })}</p>
          <ul>
            {failed.slice(0, NAMED_AT_MOST).map(({ id, code }) => {
              const hire = hires.find((one) => one.id === id);
              const name = hire ? (
                <Link href={hrefOf(hire)} className="font-medium text-accent underline underline-offset-2">
                  {listedName(hire)}
                </Link>
              ) : (
                outcome.unnamed()
              );
              return <li key={id}>{reason(name, code, hire, own)}</li>;
            })}
          </ul>
          {more > 0 ? <p>{outcome.moreNotSent({ count: more })}</p> : null}
        </>
      ) : null}
    </>
  );
}
