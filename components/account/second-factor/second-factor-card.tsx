"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { AppRow } from "@/components/account/second-factor/app-row";
import { PasskeyList } from "@/components/account/second-factor/passkey-list";
import { RecoveryCodesDialog, RecoveryCodesRow } from "@/components/account/second-factor/recovery-codes";
import { TrustedBrowsers } from "@/components/account/second-factor/trusted-browsers";
import { ReauthenticationDialog } from "@/components/auth/again/reauthentication-dialog";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Failure } from "@/components/ui/failure";
import { Notice } from "@/components/ui/notice";
import { Pill } from "@/components/ui/pill";
import { LoadingNote, Skeleton } from "@/components/ui/skeleton";
import { factorsOptions } from "@/lib/auth/second-factor/queries";
import type { Factors } from "@/lib/auth/second-factor/schema";
import * as m from "@/lib/messages/generated/second-factor";
import { dashboardPage } from "@/lib/platform/paths/pages";

/** A person's second factors: what they have, and the ways to add, replace and remove each. */
export function SecondFactorCard() {
  const factors = useQuery(factorsOptions());
  const isOn = factors.data && (factors.data.app !== null || factors.data.passkeys.length > 0);
  return (
    <Card
      ruled
      title={m.title()}
      className="mt-5 max-w-3xl"
      aside={factors.data ? <Pill tone={isOn ? "success" : "neutral"}>{isOn ? m.on() : m.off()}</Pill> : null}
    >
      {factors.data ? (
        <Content factors={factors.data} />
      ) : factors.error ? (
        <div className="p-5">
          <Failure title={m.loadFailed()} error={factors.error} busy={factors.isFetching} onRetry={() => factors.refetch()} />
        </div>
      ) : (
        <div className="space-y-4 p-5">
          <LoadingNote>{m.loading()}</LoadingNote>
          <Skeleton className="h-5 w-56" />
          <Skeleton className="h-5 w-48" />
        </div>
      )}
    </Card>
  );
}

function Content({ factors }: { factors: Factors }) {
  const { app, passkeys, recoveryCodesLeft, devices, missing } = factors;
  const isOn = app !== null || passkeys.length > 0;
  // As it was when the page came: the first factor opens the portal, which the codes are read before.
  const [wasHeld] = useState(missing);
  const [codes, setCodes] = useState<readonly string[] | null>(null);

  function added(recoveryCodes: readonly string[] | null) {
    if (recoveryCodes) setCodes(recoveryCodes);
    else if (wasHeld) window.location.assign(dashboardPage);
  }

  function codesSaved() {
    setCodes(null);
    if (wasHeld) window.location.assign(dashboardPage);
  }

  return (
    <>
      <p className="px-5 pt-3 text-pretty text-ink-soft">{m.about()}</p>
      {missing ? <Held isOn={isOn} /> : null}
      <div className="divide-y divide-line">
        <PasskeyList passkeys={passkeys} onAdded={added} />
        <AppRow app={app} onAdded={added} />
        {isOn ? <RecoveryCodesRow left={recoveryCodesLeft} onCodes={setCodes} /> : null}
        {devices.length > 0 ? <TrustedBrowsers devices={devices} /> : null}
      </div>
      {codes ? <RecoveryCodesDialog codes={codes} onClose={codesSaved} /> : null}
    </>
  );
}

/** Why only this page is open, and what opens the others. */
function Held({ isOn }: { isOn: boolean }) {
  const [isAsked, setAsked] = useState(false);
  return (
    <div className="px-5 pt-3">
      {isOn ? (
        <Notice tone="warning" title={m.confirmTitle()} actions={<Button onClick={() => setAsked(true)}>{m.confirmNow()}</Button>}>
          {m.confirmText()}
        </Notice>
      ) : (
        <Notice tone="warning" title={m.requiredTitle()}>
          {m.requiredText()}
        </Notice>
      )}
      {isAsked ? <ReauthenticationDialog onClose={(proved) => (proved ? window.location.assign(dashboardPage) : setAsked(false))} /> : null}
    </div>
  );
}
