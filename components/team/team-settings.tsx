"use client";

import { useQuery } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useState } from "react";
import { SecondFactorSetting } from "@/components/settings/access/second-factor-card";
import { SessionsCard } from "@/components/settings/access/sessions-card";
import { SingleSignOnCard } from "@/components/sso/single-sign-on-card";
import { InviteDialog } from "@/components/team/invite-dialog";
import { MemberRow } from "@/components/team/member-row";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Failure } from "@/components/ui/failure";
import { LoadingNote, Skeleton } from "@/components/ui/skeleton";
import * as m from "@/lib/messages/generated/team";
import { teamOptions } from "@/lib/team/queries";

/** Who works in the portal, in which role. */
export function TeamSettings() {
  const team = useQuery(teamOptions());
  const [isInviting, setInviting] = useState(false);
  const members = team.data?.items ?? [];
  const admins = members.filter(({ role, state }) => role === "admin" && state === "active").length;
  return (
    <div className="mt-5 grid grid-cols-[minmax(0,1fr)] gap-6 xl:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="space-y-4">
        <Card
          ruled
          title={m.title()}
          aside={
            <Button variant="primary" icon={<UserPlus className="size-4" aria-hidden />} onClick={() => setInviting(true)}>
              {m.inviteTeammate()}
            </Button>
          }
        >
          {team.data ? (
            <ul className="divide-y divide-line">
              {members.map((member) => (
                <MemberRow
                  key={member.id}
                  member={member}
                  isLastAdmin={member.role === "admin" && member.state === "active" && admins === 1}
                />
              ))}
            </ul>
          ) : team.error ? (
            <div className="p-5">
              <Failure title={m.loadFailed()} error={team.error} busy={team.isFetching} onRetry={() => team.refetch()} />
            </div>
          ) : (
            <div className="space-y-4 p-5">
              <LoadingNote>{m.loading()}</LoadingNote>
              <Skeleton className="h-5 w-56" />
              <Skeleton className="h-5 w-48" />
            </div>
          )}
        </Card>
        <SessionsCard />
        <SecondFactorSetting />
        <SingleSignOnCard />
      </div>
      <aside aria-label={m.help()}>
        <Card title={m.helpTitle()}>
          <ul className="mt-3 list-disc space-y-2 pl-4 text-pretty text-ink-soft">
            <li>{m.helpInvite()}</li>
            <li>{m.helpRoles()}</li>
            <li>{m.helpRemove()}</li>
          </ul>
        </Card>
      </aside>
      {isInviting ? <InviteDialog onClose={() => setInviting(false)} /> : null}
    </div>
  );
}
