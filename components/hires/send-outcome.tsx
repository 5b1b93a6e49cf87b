import Link from "next/link";
import { Fragment } from "react";
import type { NewHire, SendInvitationsResult } from "@/lib/hires/schema";
import { fieldList, shownName } from "@/lib/hires/words";

const NAMED_AT_MOST = 3;

/** Why one hire's invitation was not sent, as the end of a sentence that begins with their name. */
function why(code: string | undefined, hire: NewHire | undefined): string {
  switch (code) {
    case "fields_missing":
      return hire && hire.missingFields.length > 0 ? `lacks a ${fieldList(hire.missingFields)}` : "lacks a required field";
    case "resend_too_soon":
      return "was sent one a moment ago";
    case "already_started":
      return "has started already";
    case "withdrawn":
      return "is no longer hired in Greenhouse";
    case "excluded":
      return "is not imported";
    case "not_found":
      return "is no longer in the list";
    default:
      return "could not be sent one right now";
  }
}

interface SendOutcomeProps {
  results: SendInvitationsResult["results"];
  hires: NewHire[];
  hrefOf: (hire: NewHire) => string;
}

/** "3 invitations are on their way. 1 was not sent: Ida Nowak lacks a start date." */
export function SendOutcome({ results, hires, hrefOf }: SendOutcomeProps) {
  const sent = results.filter(({ ok }) => ok).length;
  const failed = results.filter(({ ok }) => !ok);
  const more = failed.length - NAMED_AT_MOST;
  return (
    <p>
      {sent === 1 ? "1 invitation is on its way. " : sent > 1 || failed.length === 0 ? `${sent} invitations are on their way. ` : ""}
      {failed.length > 0 ? `${failed.length} ${failed.length === 1 ? "was" : "were"} not sent: ` : ""}
      {failed.slice(0, NAMED_AT_MOST).map(({ id, code }, index) => {
        const hire = hires.find((one) => one.id === id);
        return (
          <Fragment key={id}>
            {index > 0 ? "; " : ""}
            {hire ? (
              <Link href={hrefOf(hire)} className="font-medium text-accent underline underline-offset-2">
                {shownName(hire)}
              </Link>
            ) : (
              "someone"
            )}{" "}
            {why(code, hire)}
          </Fragment>
        );
      })}
      {failed.length > 0 ? (more > 0 ? ` and ${more} more.` : ".") : ""}
    </p>
  );
}
