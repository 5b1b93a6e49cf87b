"use client";

import { clsx } from "clsx";
import { attentionText, type TabStatus } from "@/components/new-hires/tabs";
import { duration } from "@/components/ui/dates";
import { Moment } from "@/components/ui/moment";
import { Chip } from "@/components/ui/pill";
import { useNow } from "@/components/ui/use-now";
import { fieldLabels } from "@/lib/hire-fields/schema";
import type { Invitation } from "@/lib/invitations/schema";
import type { AttentionCode, NewHire } from "@/lib/new-hires/schema";

/** The names of the two columns that differ from tab to tab. */
export const columnTitles: Record<TabStatus, { detail: string; since: string }> = {
  pending: { detail: "Missing", since: "Pending for" },
  on_hold: { detail: "Why it waits", since: "Last change" },
  invited: { detail: "Invitation", since: "Invited" },
  started: { detail: "Onboarding", since: "Invited" },
  withdrawn: { detail: "Why", since: "Withdrawn" },
};

// The ones that wait for a person.
const attentionColors: Partial<Record<AttentionCode, string>> = {
  invitation_failed: "text-danger",
  possible_duplicate: "text-pending",
  note_from_new_hire: "text-pending",
};

/** The hire's state in a few words: what is missing, why it waits, where the invitation is. */
export function HireDetail({ hire, status }: { hire: NewHire; status: TabStatus }) {
  if (status === "withdrawn") return <span className="text-ink-soft">No longer hired in Greenhouse</span>;
  // A failed invitation says so itself.
  const attention = hire.attention.filter((code) => code !== "invitation_failed" || hire.invitations[0]?.status !== "failed");
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
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
export function HireSince({ hire, status }: { hire: NewHire; status: TabStatus }) {
  const now = useNow();
  const invitedAt = hire.invitations.at(-1)?.createdAt;
  if (status === "pending") return now === null ? null : duration(new Date(hire.pendingSince ?? hire.createdAt), now);
  if (status === "invited" || status === "started") return invitedAt ? <Moment at={invitedAt} /> : "–";
  return <Moment at={hire.updatedAt} />;
}
