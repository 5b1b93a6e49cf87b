"use client";

import { useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { Check } from "lucide-react";
import { useHideSetup } from "@/components/dashboard/use-hide-setup";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { Failure } from "@/components/ui/failure";
import { retryOf } from "@/components/ui/retry";
import { useAnnounce } from "@/components/ui/toast";
import { setupOptions } from "@/lib/dashboard/queries";
import type { Setup, SetupStep } from "@/lib/dashboard/schema";
import * as m from "@/lib/messages/generated/dashboard";
import { greenhousePage, importSettingsPage, invitationSettingsPage, newHiresPage, teamPage } from "@/lib/platform/paths/pages";
import { useKeepSetting } from "@/lib/settings/queries";
import type { SettingName } from "@/lib/settings/schema";

const pages: Record<SetupStep, string> = {
  connect: greenhousePage,
  go_live: greenhousePage,
  required_fields: importSettingsPage,
  email: invitationSettingsPage,
  teammates: teamPage,
  first_invitation: newHiresPage,
};

/** The steps that are done once an admin has looked: these settings may stay as they are. */
const kept: { [Step in SetupStep]?: SettingName } = { required_fields: "required_fields", email: "invitations" };

/** The setup checklist, up to the first invitation. Renders nothing once that is sent, or for a member who dismissed the checklist. */
export function SetupCard() {
  const setup = useQuery(setupOptions());
  const hide = useHideSetup();
  if (!setup.data) {
    return setup.error ? (
      <Failure title={m.setupFailed()} error={setup.error} busy={setup.isFetching} onRetry={() => setup.refetch()} />
    ) : null;
  }
  const { steps, hidden } = setup.data;
  const done = steps.filter((step) => step.done).length;
  if (hidden || done === steps.length) return null;
  return (
    <Card
      ruled
      className="mt-5"
      title={m.setupTitle()}
      aside={
        <>
          <span className="text-ink-soft tabular-nums">{m.setupProgress({ done, total: steps.length })}</span>
          <Button variant="quiet" busy={hide.isPending} onClick={() => hide.set(true)}>
            {m.setupHide()}
          </Button>
        </>
      }
    >
      <Steps steps={steps} />
    </Card>
  );
}

function Steps({ steps }: Pick<Setup, "steps">) {
  const next = steps.find(({ done }) => !done)?.step;
  return (
    <ol className="divide-y divide-line">
      {steps.map(({ step, done }, index) => (
        <li key={step} className="flex gap-3 px-5 py-3">
          <span
            aria-hidden
            className={clsx(
              "grid size-6 shrink-0 place-items-center rounded-full border font-medium text-xs",
              done ? "border-started bg-started-soft text-started" : "border-line-strong text-ink-soft",
            )}
          >
            {done ? <Check className="size-4" /> : index + 1}
          </span>
          <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-2">
            <div className="min-w-0 flex-1 basis-52">
              <p className={clsx(done ? "text-ink-soft" : "font-medium")}>
                {m.setupStep({ step })}
                <span className="sr-only">: {done ? m.setupDone() : m.setupToDo()}</span>
              </p>
              {done ? null : <p className="text-pretty text-ink-soft">{m.setupStepText({ step })}</p>}
            </div>
            {done ? null : <StepActions step={step} isNext={step === next} />}
          </div>
        </li>
      ))}
    </ol>
  );
}

function StepActions({ step, isNext }: { step: SetupStep; isNext: boolean }) {
  const setting = kept[step];
  const title = m.setupStep({ step });
  return (
    <div className="flex flex-wrap gap-2">
      <ButtonLink
        variant={isNext ? "primary" : "outline"}
        href={pages[step]}
        aria-label={m.setupOpenStep({ open: m.setupOpen({ step }), step: title })}
      >
        {m.setupOpen({ step })}
      </ButtonLink>
      {setting ? <KeepButton setting={setting} title={title} /> : null}
    </div>
  );
}

function KeepButton({ setting, title }: { setting: SettingName; title: string }) {
  const announce = useAnnounce();
  const setup = useQuery(setupOptions());
  const keep = useKeepSetting();
  function keepIt(): void {
    keep
      .mutateAsync(setting)
      .then(
        () => announce(m.setupKept()),
        (error: Error) => announce(error.message, "failure", retryOf(error, keepIt)),
      )
      .finally(() => setup.refetch());
  }
  return (
    <Button variant="quiet" busy={keep.isPending} onClick={keepIt} aria-label={m.setupKeepStep({ step: title })}>
      {m.setupKeep()}
    </Button>
  );
}

/** Brings back the checklist that an admin put away; nothing while it is shown or once all is done. */
export function ShowSetupButton() {
  const { data } = useQuery(setupOptions());
  const hide = useHideSetup();
  if (!data?.hidden || data.steps.every(({ done }) => done)) return null;
  return (
    <Button busy={hide.isPending} onClick={() => hide.set(false)}>
      {m.setupShow()}
    </Button>
  );
}
