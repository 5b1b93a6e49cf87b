"use client";

import { useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { controlClass } from "@/components/ui/field";
import { Moment } from "@/components/ui/moment";
import { Pill } from "@/components/ui/pill";
import { useAnnounce } from "@/components/ui/toast";
import { dashboardPage, signInPage } from "@/lib/platform/paths";
import { useChangeMember, useInviteAgain, useRemoveMember } from "@/lib/team/queries";
import type { Member, TeamRole } from "@/lib/team/schema";

const roleNames: Record<TeamRole, string> = { admin: "Admin", hr: "HR" };

/** One person of the team, and what can be changed about them. */
export function MemberRow({ member, isLastAdmin }: { member: Member; isLastAdmin: boolean }) {
  const announce = useAnnounce();
  const change = useChangeMember(member.id);
  const again = useInviteAgain(member.id);
  const [asked, setAsked] = useState<"remove" | TeamRole | null>(null);
  const { name, email, role, state, joinExpiresAt, isYou } = member;
  const fail = (error: Error) => announce(error.message, "failure");

  function choose(next: TeamRole) {
    if (next === role) return;
    if (isYou) setAsked(next);
    else change.mutateAsync({ role: next }).then(() => announce(`${name} is ${roleNames[next]} now.`), fail);
  }

  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3">
      <Avatar name={name} />
      <div className="min-w-48 flex-1">
        <p className="break-words font-medium">
          {name}
          {isYou ? <span className="font-normal text-ink-faint"> (you)</span> : null}
        </p>
        <p className="break-words text-ink-faint text-xs">{email}</p>
        {isLastAdmin ? <p className="text-ink-faint text-xs">The last admin: make somebody else an admin first.</p> : null}
      </div>
      {state === "invited" ? (
        <div className="text-xs">
          <Pill tone="pending">Invited</Pill>
          {joinExpiresAt ? (
            <p className="mt-1 text-ink-faint">
              Link works until <Moment at={joinExpiresAt} />
            </p>
          ) : null}
        </div>
      ) : null}
      <select
        aria-label={`Role of ${name}`}
        value={role}
        disabled={isLastAdmin || change.isPending}
        onChange={(event) => choose(event.target.value === "admin" ? "admin" : "hr")}
        className={controlClass({ readOnly: isLastAdmin }, "w-auto! pr-8")}
      >
        <option value="hr">HR</option>
        <option value="admin">Admin</option>
      </select>
      <div className="flex gap-1">
        {state === "invited" ? (
          <Button
            aria-label={`Send the mail to ${name} again`}
            busy={again.isPending}
            onClick={() => again.mutateAsync().then(() => announce(`Another link is on its way to ${email}.`), fail)}
          >
            Send again
          </Button>
        ) : null}
        <Button variant="danger-quiet" aria-label={`Remove ${name}`} disabled={isLastAdmin} onClick={() => setAsked("remove")}>
          Remove
        </Button>
      </div>
      {asked === "remove" ? <RemoveDialog member={member} onClose={() => setAsked(null)} /> : null}
      {asked === "hr" || asked === "admin" ? (
        <Dialog
          open
          onClose={() => setAsked(null)}
          title="Change your own role?"
          actions={
            <>
              <Button onClick={() => setAsked(null)}>Cancel</Button>
              <Button
                variant="danger"
                busy={change.isPending}
                onClick={() => change.mutateAsync({ role: asked }).then(() => window.location.assign(dashboardPage), fail)}
              >
                Change my role
              </Button>
            </>
          }
        >
          You can no longer open the team, the settings and the connection. Another admin can change it back.
        </Dialog>
      ) : null}
    </li>
  );
}

function RemoveDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const announce = useAnnounce();
  const remove = useRemoveMember(member.id);
  const { name, isYou } = member;

  function start() {
    remove.mutateAsync().then(
      () => {
        if (isYou) window.location.assign(signInPage);
        else announce(`${name} is removed.`);
      },
      (error: Error) => {
        announce(error.message, "failure");
        onClose();
      },
    );
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title={isYou ? "Remove yourself?" : `Remove ${name}?`}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="danger" busy={remove.isPending} onClick={start}>
            {isYou ? "Remove me" : `Remove ${name}`}
          </Button>
        </>
      }
    >
      {isYou ? "You are" : "They are"} signed out at once and can no longer sign in; saved views are deleted. What {isYou ? "you" : "they"}{" "}
      did stays in the audit log.
    </Dialog>
  );
}
