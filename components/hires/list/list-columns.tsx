"use client";

import { clsx } from "clsx";
import type { ColumnName } from "@/components/hires/filters/list-address";
import { attentionText, type TabStatus } from "@/components/hires/list/tabs";
import { StatusPill } from "@/components/hires/status-pill";
import { Moment } from "@/components/ui/moment";
import { Chip } from "@/components/ui/pill";
import { useNow } from "@/components/ui/use-now";
import { fieldLabels } from "@/lib/hire-fields/schema";
import type { AttentionCode, NewHire } from "@/lib/hires/schema";
import type { Invitation } from "@/lib/invitations/schema";
import { duration } from "@/lib/messages/format";

/** The names of the two columns that differ from tab to tab. */
const columnTitles: Record<TabStatus, { detail: string; since: string }> = {
  pending: { detail: "Missing", since: "Pending for" },
  on_hold: { detail: "Why it waits", since: "Last change" },
  invited: { detail: "Invitation", since: "Invited" },
  started: { detail: "Onboarding", since: "Invited" },
  withdrawn: { detail: "Why", since: "Withdrawn" },
  excluded: { detail: "Why", since: "Last change" },
  all: { detail: "Status", since: "Last change" },
};

/** What each column is called in a tab. */
export function columnLabels(status: TabStatus): Record<ColumnName, string> {
  return {
    job: "Job",
    department: fieldLabels.department,
    location: fieldLabels.location,
    employmentType: fieldLabels.employmentType,
    manager: fieldLabels.managerName,
    starts: "Starts",
    ...columnTitles[status],
    package: "Onboarding package",
  };
}

// The ones that wait for a person.
const attentionColors: Partial<Record<AttentionCode, string>> = {
  invitation_failed: "text-danger",
  possible_duplicate: "text-pending",
  note_from_new_hire: "text-pending",
};

/** The hire's state in a few words: what is missing, why it waits, where the invitation is; and the status where the tab does not say it. */
export function HireDetail({ hire, tab }: { hire: NewHire; tab: TabStatus }) {
  const { status } = hire;
  // A failed invitation says so itself.
  const attention = hire.attention.filter((code) => code !== "invitation_failed" || hire.invitations[0]?.status !== "failed");
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
      {status === tab ? null : <StatusPill status={status} />}
      {status === "withdrawn" ? <WithdrawnState hire={hire} /> : null}
      {status === "pending" ? hire.missingFields.map((field) => <Chip key={field}>{fieldLabels[field]}</Chip>) : null}
      {status === "invited" || status === "started" ? <InvitationState invitation={hire.invitations[0]} /> : null}
      {attention.map((code) => (
        <span key={code} className={clsx("text-xs", attentionColors[code] ?? "text-ink-soft")}>
          {attentionText(code, hire)}
        </span>
      ))}
    </span>
  );
}

function WithdrawnState({ hire }: { hire: NewHire }) {
  const wasInvited = hire.invitations.some(({ sentAt }) => sentAt !== null);
  return <span className="text-ink-soft">No longer hired in Greenhouse{wasInvited ? ", and had been invited" : ""}</span>;
}

function InvitationState({ invitation }: { invitation: Invitation | undefined }) {
  if (!invitation) return <span className="text-ink-faint">None yet</span>;
  if (invitation.acceptedAt) {
    return (
      <span>
        Started <Moment at={invitation.acceptedAt} />
      </span>
    );
  }
  return <span className={invitation.status === "failed" ? "text-danger" : undefined}>{invitationWords[invitation.status]}</span>;
}

/** An invitation's state in one word or two. */
export const invitationWords: Record<Invitation["status"], string> = {
  queued: "On its way",
  sent: "Sent",
  failed: "Could not be sent",
  accepted: "Accepted",
  expired: "Link expired",
  replaced: "Replaced by a newer one",
  revoked: "Withdrawn",
};

/** Since when the hire stands in this tab, as far as it is known. */
export function HireSince({ hire, tab }: { hire: NewHire; tab: TabStatus }) {
  const now = useNow();
  const status = tab === "all" ? "all" : hire.status;
  const invitedAt = hire.invitations.at(-1)?.createdAt;
  if (status === "pending") return now === null ? null : duration(new Date(hire.pendingSince ?? hire.createdAt), now);
  if (status === "invited" || status === "started") return invitedAt ? <Moment at={invitedAt} /> : "–";
  return <Moment at={hire.updatedAt} />;
}
