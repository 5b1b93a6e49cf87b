"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowRight } from "lucide-react";
import { Permitted, useMay } from "@/components/auth/permitted";
import { Charted } from "@/components/dashboard/charted";
import { BarsChart, StartsChart } from "@/components/dashboard/charts";
import { Figures, ToReview } from "@/components/dashboard/figures";
import { SetupCard, ShowSetupButton } from "@/components/dashboard/setup-card";
import { useOwnFields } from "@/components/hires/own-fields";
import { MailTrouble } from "@/components/invitations/mail-trouble";
import { HowThisWorks } from "@/components/layout/how-this-works";
import { NoticeList } from "@/components/notices/notice-list";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Failure } from "@/components/ui/failure";
import { LoadingNote, Skeleton } from "@/components/ui/skeleton";
import { greenhouseOptions } from "@/lib/connections/queries";
import { dashboardOptions, setupOptions } from "@/lib/dashboard/queries";
import type { Dashboard as Figure } from "@/lib/dashboard/schema";
import { fieldLabel } from "@/lib/hire-fields/own/words";
import { plainDate } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/dashboard";
import { greenhousePage, newHiresPage } from "@/lib/platform/paths/pages";

const ages: Record<Figure["pendingByAge"][number]["bucket"], () => string> = {
  today: m.pendingToday,
  "1-3": () => m.pendingDays({ from: 1, to: 3 }),
  "4-7": () => m.pendingDays({ from: 4, to: 7 }),
  "8-14": () => m.pendingDays({ from: 8, to: 14 }),
  "15+": () => m.pendingDaysOrMore({ from: 15 }),
};

/** What there is to do, and how onboarding goes. */
export function Dashboard({ firstName }: { firstName: string }) {
  const isAdmin = useMay("settings.manage");
  const figures = useQuery(dashboardOptions());
  const integration = useQuery(greenhouseOptions());
  const isNew = figures.data && integration.data?.status === "not_connected" && total(figures.data) === 0;
  return (
    <>
      <Headline firstName={firstName} figures={figures.data} />
      {isAdmin ? <SetupCard /> : null}
      <MailTrouble />
      <NoticeList />
      {figures.error && !figures.data ? (
        <div className="mt-5">
          <Failure title={m.loadFailed()} error={figures.error} busy={figures.isFetching} onRetry={() => figures.refetch()} />
        </div>
      ) : isNew ? (
        <NothingYet isAdmin={isAdmin} />
      ) : figures.data ? (
        <>
          <Figures figures={figures.data} />
          <ToReview toReview={figures.data.toReview} />
          <Charts figures={figures.data} />
        </>
      ) : (
        <DashboardSkeleton />
      )}
    </>
  );
}

/** Before Greenhouse is connected; an admin who sees the checklist reads it there. */
function NothingYet({ isAdmin }: { isAdmin: boolean }) {
  const { data: setup } = useQuery({ ...setupOptions(), enabled: isAdmin });
  if (isAdmin && !setup?.hidden) return null;
  const connect = (
    <ButtonLink variant="primary" href={greenhousePage}>
      {m.connect()}
    </ButtonLink>
  );
  return (
    <div className="mt-5 rounded-card border border-line bg-surface">
      <EmptyState title={isAdmin ? m.emptyTitle() : m.emptyForHr()} action={isAdmin ? connect : null}>
        {isAdmin ? m.emptyText() : m.emptyForHrText()}
      </EmptyState>
    </div>
  );
}

function total({ counts }: Figure): number {
  return counts.pending + counts.onHold + counts.invited + counts.started + counts.withdrawn + counts.excluded;
}

function Headline({ firstName, figures }: { firstName: string; figures: Figure | undefined }) {
  const soon = figures?.pendingSoon ?? 0;
  return (
    <div className="flex flex-wrap items-end gap-4">
      <div className="min-w-0">
        <h1 className="break-words">{firstName ? m.welcomeBack({ name: firstName }) : m.welcome()}</h1>
        {figures ? <p className="mt-1 text-ink-soft">{news(figures)}</p> : <Skeleton className="mt-2 h-4 w-72 max-w-full" />}
      </div>
      <div className="ml-auto flex flex-wrap gap-2">
        <Permitted to="settings.manage">
          <ShowSetupButton />
        </Permitted>
        <HowThisWorks>
          <p>{m.helpFigures()}</p>
          <p>{m.helpPending()}</p>
          <p>{m.helpNotices()}</p>
        </HowThisWorks>
        {soon > 0 ? (
          <ButtonLink
            variant="primary"
            icon={<ArrowRight className="size-4" aria-hidden />}
            href={`${newHiresPage}?status=pending&starts=next_7_days`}
          >
            {m.completeRecords({ count: soon })}
          </ButtonLink>
        ) : null}
      </div>
    </div>
  );
}

function news({ pendingSoon, counts }: Figure): string {
  if (pendingSoon > 0) return m.startingSoon({ count: pendingSoon });
  return counts.pending > 0 ? m.pendingLater({ count: counts.pending }) : m.nonePending();
}

function Charts({ figures }: { figures: Figure }) {
  const own = useOwnFields();
  const { starts, missing, invitations, pendingByAge } = figures;
  const missed = missing.map(({ field, count }) => ({ label: fieldLabel(field, own), count }));
  const byState = invitations.filter(({ count }) => count > 0).map(({ state, count }) => ({ label: m.invitationState({ state }), count }));
  const byAge = pendingByAge.map(({ bucket, count }) => ({ label: ages[bucket](), count }));
  const asRows = (rows: { label: string; count: number }[]) => rows.map(({ label, count }) => [label, count] as const);
  return (
    <div className="mt-4 grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-2">
      <Charted
        title={m.startsTitle()}
        columns={[m.weekFrom(), m.starts(), m.notInvitedYet()]}
        rows={starts.map(({ week, total: all, pending }) => [plainDate(week, "long"), all, pending] as const)}
        empty={starts.every(({ total: all }) => all === 0) ? m.noStarts() : null}
      >
        <StartsChart starts={starts} />
      </Charted>
      <Charted
        title={m.missingTitle()}
        columns={[m.field(), m.hires()]}
        rows={asRows(missed)}
        empty={missed.length === 0 ? m.nothingMissing() : null}
      >
        <BarsChart rows={missed} tone="pending-line" />
      </Charted>
      <Charted
        title={m.invitationsTitle()}
        columns={[m.status(), m.hires()]}
        rows={asRows(byState)}
        empty={byState.length === 0 ? m.noInvitations() : null}
      >
        <BarsChart rows={byState} tone="accent" />
      </Charted>
      <Charted
        title={m.pendingTimeTitle()}
        columns={[m.pendingTimeTitle(), m.hires()]}
        rows={asRows(byAge)}
        empty={byAge.every(({ count }) => count === 0) ? m.noOnePending() : null}
      >
        <BarsChart rows={byAge} tone="pending-line" />
      </Charted>
    </div>
  );
}

function DashboardSkeleton() {
  return (
    <>
      <LoadingNote>{m.loading()}</LoadingNote>
      <div className="mt-5 grid grid-cols-2 gap-3 xl:grid-cols-4">
        {["a", "b", "c", "d"].map((card) => (
          <div key={card} className="h-28 rounded-card border border-line bg-surface p-4">
            <Skeleton className="h-4 w-20" />
            <Skeleton className="mt-3 h-7 w-16" />
          </div>
        ))}
      </div>
      <div className="mt-4 grid gap-4 lg:grid-cols-2">
        {["a", "b", "c", "d"].map((card) => (
          <Card key={card} title={<Skeleton className="h-5 w-40" />}>
            <Skeleton className="mt-3 h-48" />
          </Card>
        ))}
      </div>
    </>
  );
}
