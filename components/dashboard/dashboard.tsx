"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowRight } from "lucide-react";
import dynamic from "next/dynamic";
import { Charted } from "@/components/dashboard/charted";
import { Figures } from "@/components/dashboard/figures";
import { countLabel } from "@/components/hires/list/tabs";
import { NoticeList } from "@/components/notices/notice-list";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Failure } from "@/components/ui/failure";
import { HowThisWorks } from "@/components/ui/how-this-works";
import { LoadingNote, Skeleton } from "@/components/ui/skeleton";
import { useNow } from "@/components/ui/use-now";
import { greenhouseOptions } from "@/lib/connections/queries";
import { dashboardOptions } from "@/lib/dashboard/queries";
import type { Dashboard as Figure } from "@/lib/dashboard/schema";
import { fieldLabels } from "@/lib/hire-fields/schema";
import { plainDate } from "@/lib/messages/format";
import { greenhousePage, newHiresPage } from "@/lib/platform/paths";

const loading = () => <Skeleton className="h-48" />;
const StartsChart = dynamic(() => import("@/components/dashboard/charts").then((file) => file.StartsChart), { loading, ssr: false });
const BarsChart = dynamic(() => import("@/components/dashboard/charts").then((file) => file.BarsChart), { loading, ssr: false });

const ages: Record<Figure["pendingByAge"][number]["bucket"], string> = {
  today: "Today",
  "1-3": "1 to 3 days",
  "4-7": "4 to 7 days",
  "8-14": "8 to 14 days",
  "15+": "15 days and more",
};
const states: Record<Figure["invitations"][number]["state"], string> = {
  queued: "On its way",
  sent: "Sent",
  accepted: "Started",
  failed: "Failed",
  expired: "Link expired",
  revoked: "Withdrawn",
};

/** What there is to do, and how onboarding goes. */
export function Dashboard({ firstName }: { firstName: string }) {
  const figures = useQuery(dashboardOptions());
  const integration = useQuery(greenhouseOptions());
  const isNew = figures.data && integration.data?.status === "not_connected" && total(figures.data) === 0;
  return (
    <>
      <Headline firstName={firstName} figures={figures.data} />
      <NoticeList />
      {figures.error && !figures.data ? (
        <div className="mt-5">
          <Failure
            title="The figures could not be loaded"
            error={figures.error}
            busy={figures.isFetching}
            onRetry={() => figures.refetch()}
          />
        </div>
      ) : isNew ? (
        <div className="mt-5 rounded-card border border-line bg-surface">
          <EmptyState
            title="Nothing to see yet"
            action={
              <ButtonLink variant="primary" href={greenhousePage}>
                Connect Greenhouse
              </ButtonLink>
            }
          >
            Once Greenhouse is connected, people hired there appear by themselves, and this page says how their onboarding goes.
          </EmptyState>
        </div>
      ) : figures.data ? (
        <>
          <Figures figures={figures.data} />
          <Charts figures={figures.data} />
        </>
      ) : (
        <DashboardSkeleton />
      )}
    </>
  );
}

function total({ counts }: Figure): number {
  return counts.pending + counts.onHold + counts.invited + counts.started + counts.withdrawn + counts.excluded;
}

function Headline({ firstName, figures }: { firstName: string; figures: Figure | undefined }) {
  const now = useNow();
  const hour = now === null ? null : new Date(now).getHours();
  const greeting = hour === null ? "Hello" : hour < 12 ? "Good morning" : hour < 18 ? "Good afternoon" : "Good evening";
  const soon = figures?.pendingSoon ?? 0;
  return (
    <div className="flex flex-wrap items-end gap-4">
      <div className="min-w-0">
        <h1 className="break-words">
          {greeting}, {firstName}
        </h1>
        {figures ? <p className="mt-1 text-ink-soft">{news(figures)}</p> : <Skeleton className="mt-2 h-4 w-72 max-w-full" />}
      </div>
      <div className="ml-auto flex flex-wrap gap-2">
        <HowThisWorks>
          <p>The figures are of now, and each leads to the hires that it counts.</p>
          <p>Pending hires lack a required field. Fill it in on the record, or in Greenhouse.</p>
          <p>Notices stand above until what they say is over; a muted one is folded away for you alone.</p>
        </HowThisWorks>
        {soon > 0 ? (
          <ButtonLink
            variant="primary"
            icon={<ArrowRight className="size-4" aria-hidden />}
            href={`${newHiresPage}?status=pending&startFrom=${figures?.today}`}
          >
            Complete {soon === 1 ? "that one" : "those"}
          </ButtonLink>
        ) : null}
      </div>
    </div>
  );
}

function news({ pendingSoon, counts }: Figure): string {
  if (pendingSoon > 0)
    return `${pendingSoon === 1 ? "One person starts" : `${countLabel(pendingSoon)} people start`} within a week and cannot be invited yet.`;
  if (counts.pending > 0)
    return `${countLabel(counts.pending)} ${counts.pending === 1 ? "hire is" : "hires are"} pending; nobody of them starts within a week.`;
  return "Nobody is pending. Whoever is hired and complete is invited by themselves.";
}

function Charts({ figures }: { figures: Figure }) {
  const { starts, missing, invitations, pendingByAge } = figures;
  const missed = missing.map(({ field, count }) => ({ label: fieldLabels[field], count }));
  const byState = invitations.filter(({ count }) => count > 0).map(({ state, count }) => ({ label: states[state], count }));
  const byAge = pendingByAge.map(({ bucket, count }) => ({ label: ages[bucket], count }));
  const asRows = (rows: { label: string; count: number }[]) => rows.map(({ label, count }) => [label, count] as const);
  return (
    <div className="mt-4 grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-2">
      <Charted
        title="Starts in the coming weeks"
        columns={["Week from", "Starts", "Not invited yet"]}
        rows={starts.map(({ week, total: all, pending }) => [plainDate(week, "long"), all, pending] as const)}
        empty={starts.every(({ total: all }) => all === 0) ? "Nobody starts in the coming eight weeks." : null}
      >
        <StartsChart starts={starts} />
      </Charted>
      <Charted
        title="What the pending ones miss"
        columns={["Field", "Hires"]}
        rows={asRows(missed)}
        empty={missed.length === 0 ? "Nothing is missing: nobody is pending." : null}
      >
        <BarsChart rows={missed} tone="pending-line" />
      </Charted>
      <Charted
        title="Invitations"
        columns={["State", "Hires"]}
        rows={asRows(byState)}
        empty={byState.length === 0 ? "No invitation has been made yet." : null}
      >
        <BarsChart rows={byState} tone="accent" />
      </Charted>
      <Charted
        title="Pending for"
        columns={["Pending for", "Hires"]}
        rows={asRows(byAge)}
        empty={byAge.every(({ count }) => count === 0) ? "Nobody is pending." : null}
      >
        <BarsChart rows={byAge} tone="pending-line" />
      </Charted>
    </div>
  );
}

function DashboardSkeleton() {
  return (
    <>
      <LoadingNote>Loading the figures</LoadingNote>
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
