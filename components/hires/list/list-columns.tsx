"use client";

import { clsx } from "clsx";
import type { ColumnName, StandardColumn } from "@/components/hires/columns/layout";
import { attentionText, type TabStatus } from "@/components/hires/list/tabs";
import { useOwnFields } from "@/components/hires/own-fields";
import { StatusPill } from "@/components/hires/status-pill";
import { Moment } from "@/components/ui/moment";
import { Chip } from "@/components/ui/pill";
import { isOwnFieldName } from "@/lib/hire-fields/fields";
import type { OwnField } from "@/lib/hire-fields/own/fields";
import { fieldLabel } from "@/lib/hire-fields/own/words";
import type { AttentionCode } from "@/lib/hires/codes";
import type { ListedHire } from "@/lib/hires/schema";
import * as fieldWords from "@/lib/messages/generated/hires/fields";
import * as m from "@/lib/messages/generated/hires/list";

/** What each column is called in a tab. */
export function columnLabels(status: TabStatus, own: readonly OwnField[]): (column: ColumnName) => string {
  const labels: Record<StandardColumn, string> = {
    job: m.job(),
    department: fieldWords.label({ field: "department" }),
    location: fieldWords.label({ field: "location" }),
    employmentType: fieldWords.label({ field: "employmentType" }),
    manager: fieldWords.label({ field: "managerName" }),
    starts: m.starts(),
    detail: m.detailColumn({ status }),
    since: m.sinceColumn({ status }),
    added: m.added(),
    package: m.onboardingPackage(),
  };
  return (column) => (isOwnFieldName(column) ? fieldLabel(column, own) : labels[column]);
}

// The ones that wait for a person.
const attentionColors: Partial<Record<AttentionCode, string>> = {
  invitation_failed: "text-danger",
  possible_duplicate: "text-pending",
  note_from_new_hire: "text-pending",
};

/** The hire's state in a few words: what is missing, why it waits, where the invitation is; and the status where the tab does not say it. */
export function HireDetail({ hire, tab }: { hire: ListedHire; tab: TabStatus }) {
  const own = useOwnFields();
  const { status } = hire;
  // A failed invitation says so itself.
  const attention = hire.attention.filter((code) => code !== "invitation_failed" || hire.invitation?.status !== "failed");
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
      {status === tab ? null : <StatusPill status={status} />}
      {status === "withdrawn" ? <WithdrawnState hire={hire} /> : null}
      {status === "pending" ? hire.missingFields.map((field) => <Chip key={field}>{fieldLabel(field, own)}</Chip>) : null}
      {status === "invited" || status === "started" ? <InvitationState invitation={hire.invitation} /> : null}
      {attention.map((code) => (
        <span key={code} className={clsx("text-xs", attentionColors[code] ?? "text-ink-soft")}>
          {attentionText(code, hire)}
        </span>
      ))}
    </span>
  );
}

function WithdrawnState({ hire }: { hire: ListedHire }) {
  return <span className="text-ink-soft">{hire.lastSentAt !== null ? m.noLongerHiredInvited() : m.noLongerHired()}</span>;
}

function InvitationState({ invitation }: { invitation: ListedHire["invitation"] }) {
  if (!invitation) return <span className="text-ink-faint">{m.notSent()}</span>;
  if (invitation.acceptedAt) {
    return <span>{m.startedAt({ when: <Moment at={invitation.acceptedAt} /> })}</span>;
  }
  return <span className={invitation.status === "failed" ? "text-danger" : undefined}>{m.invitation({ status: invitation.status })}</span>;
}

/** Since when the hire stands in this tab, or when the invitation was sent last. */
export function HireSince({ hire, tab }: { hire: ListedHire; tab: TabStatus }) {
  const status = tab === "all" ? "all" : hire.status;
  if (status === "pending") return <Moment at={hire.pendingSince ?? hire.createdAt} />;
  if (status !== "invited" && status !== "started") return <Moment at={hire.updatedAt} />;
  // One that waits is the last one: the moment of an earlier mail would look as if nothing had been sent again.
  if (hire.invitation?.status === "queued") return m.invitation({ status: "queued" });
  return hire.lastSentAt ? <Moment at={hire.lastSentAt} /> : "–";
}
