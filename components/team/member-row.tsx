"use client";

import { useState } from "react";
import { RoleSelect } from "@/components/team/role-select";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Moment } from "@/components/ui/moment";
import { Pill } from "@/components/ui/pill";
import { useAnnounce } from "@/components/ui/toast";
import * as m from "@/lib/messages/generated/team";
import { dashboardPage, signInPage } from "@/lib/platform/paths/pages";
import { useChangeMember, useInviteAgain, useRemoveMember, useSignOutMember } from "@/lib/team/queries";
import type { Member, TeamRole } from "@/lib/team/schema";

/** One person of the team, and what can be changed about them. */
export function MemberRow({ member, isLastAdmin }: { member: Member; isLastAdmin: boolean }) {
  const announce = useAnnounce();
  const change = useChangeMember(member.id);
  const again = useInviteAgain(member.id);
  const signOut = useSignOutMember(member.id);
  const [asked, setAsked] = useState<"remove" | TeamRole | null>(null);
  const { name, email, role, state, joinExpiresAt, isYou } = member;
  const fail = (error: Error) => announce(error.message, "failure");

  function choose(next: TeamRole) {
    if (next === role) return;
    if (isYou) setAsked(next);
    else change.mutateAsync({ role: next }).then(() => announce(m.roleChanged({ role: next, name })), fail);
  }

  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3">
      <Avatar name={name} />
      <div className="min-w-48 flex-1">
        <p className="break-words font-medium">
          {isYou ? m.you({ name, mark: (text) => <span className="font-normal text-ink-faint">{text}</span> }) : name}
        </p>
        <p className="break-words text-ink-faint text-xs">{email}</p>
        {isLastAdmin ? <p className="text-ink-faint text-xs">{m.lastAdmin()}</p> : null}
      </div>
      {state === "invited" ? (
        <div className="text-xs">
          <Pill tone="warning">{m.invited()}</Pill>
          {joinExpiresAt ? <p className="mt-1 text-ink-faint">{m.linkExpires({ when: <Moment at={joinExpiresAt} /> })}</p> : null}
        </div>
      ) : null}
      <RoleSelect
        aria-label={m.roleOf({ name })}
        value={role}
        isFixed={isLastAdmin}
        disabled={change.isPending}
        onChoose={choose}
        className="w-auto!"
      />
      <div className="flex gap-1">
        {state === "invited" ? (
          <Button
            aria-label={m.sendAgainTo({ name })}
            busy={again.isPending}
            onClick={() => again.mutateAsync().then(() => announce(m.sentAgain({ email })), fail)}
          >
            {m.sendAgain()}
          </Button>
        ) : isYou ? null : (
          <Button
            variant="quiet"
            aria-label={m.signOutOf({ name })}
            busy={signOut.isPending}
            onClick={() => signOut.mutateAsync().then(() => announce(m.signedOut({ name })), fail)}
          >
            {m.signOut()}
          </Button>
        )}
        <Button variant="danger-quiet" aria-label={m.removeMember({ name })} disabled={isLastAdmin} onClick={() => setAsked("remove")}>
          {m.remove()}
        </Button>
      </div>
      {asked === "remove" ? <RemoveDialog member={member} onClose={() => setAsked(null)} /> : null}
      {asked !== null && asked !== "remove" ? <OwnRoleDialog id={member.id} role={asked} onClose={() => setAsked(null)} /> : null}
    </li>
  );
}

function OwnRoleDialog({ id, role, onClose }: { id: string; role: TeamRole; onClose: () => void }) {
  const change = useChangeMember(id);
  return (
    <Dialog
      open
      error={change.error}
      onClose={onClose}
      title={m.ownRoleQuestion()}
      actions={
        <>
          <Button onClick={onClose}>{m.cancel()}</Button>
          <Button
            variant="danger"
            busy={change.isPending}
            onClick={() =>
              change.mutateAsync({ role }).then(
                () => window.location.assign(dashboardPage),
                () => {},
              )
            }
          >
            {m.changeOwnRole()}
          </Button>
        </>
      }
    >
      {m.ownRoleText()}
    </Dialog>
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
        else announce(m.removed({ name }));
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
      title={isYou ? m.removeSelfQuestion() : m.removeQuestion({ name })}
      actions={
        <>
          <Button onClick={onClose}>{m.cancel()}</Button>
          <Button variant="danger" busy={remove.isPending} onClick={start}>
            {isYou ? m.removeSelf() : m.removeMember({ name })}
          </Button>
        </>
      }
    >
      {isYou ? m.removeSelfText() : m.removeText()}
    </Dialog>
  );
}
