"use client";

import { useQuery } from "@tanstack/react-query";
import { Permitted } from "@/components/auth/permitted";
import { isOpen } from "@/components/hires/list/tabs";
import { useKnownPolicy } from "@/components/hires/record/known-policy";
import { CompensationCard } from "@/components/hires/record/panels/compensation/compensation-card";
import { CourtesyCard } from "@/components/hires/record/panels/courtesy-card";
import { DocumentsCard } from "@/components/hires/record/panels/documents-card";
import { InvitationCard } from "@/components/hires/record/panels/invitation-card";
import { PersonalDataCard } from "@/components/hires/record/panels/personal-data-card";
import { PlanCard } from "@/components/hires/record/panels/plan-card";
import { TimelineCard } from "@/components/hires/record/panels/timeline-card";
import { WhyCard } from "@/components/hires/record/panels/why-card";
import { RecordForm } from "@/components/hires/record/record-form";
import { RecordSkeleton } from "@/components/hires/record/record-skeleton";
import { useWalk, type Walk, walkTo } from "@/components/hires/record/use-walk";
import { hasWalk, Walker } from "@/components/hires/record/walker";
import { StatusPill } from "@/components/hires/status-pill";
import { HowThisWorks } from "@/components/layout/how-this-works";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { ButtonLink } from "@/components/ui/button-link";
import { Failure } from "@/components/ui/failure";
import { MessagePage } from "@/components/ui/message-page";
import { useSingleKeys } from "@/components/ui/shortcuts";
import { useGo } from "@/components/ui/unsaved/use-go";
import { newHireOptions } from "@/lib/hires/record/queries";
import type { NewHire } from "@/lib/hires/schema";
import { shownName } from "@/lib/hires/words";
import { ApiError } from "@/lib/http/api-client";
import { plainDate } from "@/lib/messages/format";
import * as pageWords from "@/lib/messages/generated/hires/page";
import * as m from "@/lib/messages/generated/hires/record";

/** The record of one hire: the form, why it stands where it does, the invitation and the timeline. */
export function HireRecord({ id }: { id: string }) {
  const hire = useQuery(newHireOptions(id));
  const known = useKnownPolicy();
  const walk = useWalk(id);
  const { go } = useGo();
  const step = (href: string | null) => (href === null ? null : () => walkTo(go, href));
  useSingleKeys({ j: step(walk.nextHref), k: step(walk.previousHref), u: () => go(walk.listHref) });

  if (hire.data) {
    const latest = hire.data.invitations[0];
    return (
      <>
        <RecordHeader hire={hire.data} walk={walk} />
        <div className="mt-5 grid grid-cols-[minmax(0,1fr)] gap-6 xl:grid-cols-[minmax(0,1fr)_20rem]">
          <RecordForm hire={hire.data} known={known} nextHref={walk.nextHref} />
          <aside aria-label={m.about()} className="space-y-4">
            <WhyCard hire={hire.data} />
            {latest ? <InvitationCard hire={hire.data} latest={latest} /> : null}
            {!latest && isOpen(hire.data.status) ? <PlanCard hire={hire.data} known={known} /> : null}
            <Permitted to="invitations.send">
              {latest && hire.data.status === "withdrawn" ? <CourtesyCard hireId={id} address={latest.sentTo} /> : null}
            </Permitted>
            <TimelineCard hire={hire.data} />
            <Permitted to="personal_data.manage">
              <PersonalDataCard hireId={id} name={shownName(hire.data)} />
            </Permitted>
            {/* These two come after the page, and move what is below them: a press on it would go elsewhere. */}
            <Permitted to="compensation.read">{hire.data.greenhouse ? <CompensationCard key={id} hireId={id} /> : null}</Permitted>
            <Permitted to="documents.read">{hire.data.greenhouse ? <DocumentsCard hireId={id} /> : null}</Permitted>
          </aside>
        </div>
      </>
    );
  }
  if (hire.error instanceof ApiError && hire.error.problem.code === "not_found") {
    return (
      <MessagePage title={m.notFound()} action={<ButtonLink href={walk.listHref}>{m.backToList()}</ButtonLink>}>
        {m.notFoundText()}
      </MessagePage>
    );
  }
  if (hire.error) {
    return <Failure title={m.loadFailed()} error={hire.error} busy={hire.isFetching} onRetry={() => hire.refetch()} />;
  }
  return <RecordSkeleton />;
}

function RecordHeader({ hire, walk }: { hire: NewHire; walk: Walk }) {
  const name = shownName(hire);
  const { jobTitle, location } = hire.fields;
  const hired = hire.hiredOn ? m.hiredOn({ day: plainDate(hire.hiredOn, "long") }) : hire.greenhouse ? m.hired() : m.addedByHr();
  const facts = [jobTitle.value, location.value, hired].filter((fact) => fact !== null);
  return (
    <>
      <title>{`${name} · EMPTrust`}</title>
      <Breadcrumb crumbs={[{ label: pageWords.group() }, { label: pageWords.title(), href: walk.listHref }, { label: name }]} />
      <div className="mt-1 flex flex-wrap items-center gap-3">
        <h1 className="min-w-0 break-words">{name}</h1>
        <StatusPill status={hire.status} />
        <Walker walk={walk} />
        <span className={hasWalk(walk) ? undefined : "ml-auto"}>
          <HowThisWorks>
            <p>{m.helpMissing()}</p>
            <p>{m.helpEdits()}</p>
            <p>{m.helpBar()}</p>
          </HowThisWorks>
        </span>
      </div>
      <p className="mt-1 break-words text-ink-soft">{facts.join(" · ")}</p>
    </>
  );
}
