import { useState } from "react";
import { Permitted } from "@/components/auth/permitted";
import { ConnectForm } from "@/components/connections/connect/connect-form";
import { ConnectionBanners } from "@/components/connections/connection-banners";
import { CredentialCard } from "@/components/connections/credential-card";
import { DoctorCard } from "@/components/connections/doctor-card";
import { GoLiveCard } from "@/components/connections/go-live-card";
import { ImportResult } from "@/components/connections/sync/import-result";
import { PreviewCard } from "@/components/connections/sync/preview-card";
import { ProgressCard } from "@/components/connections/sync/progress-card";
import { RunHistory } from "@/components/connections/sync/run-history";
import { Notice } from "@/components/ui/notice";
import type { GreenhouseGrant, GreenhouseView } from "@/lib/connections/schema";
import * as m from "@/lib/messages/generated/connections";
import { isUnderWay } from "@/lib/sync-runs/rules";
import type { SyncRun } from "@/lib/sync-runs/schema";

/** Returns the finished import that connecting started, once this page has seen it: the next sync does not take it away. */
function useImported(lastSync: SyncRun | null): SyncRun | null {
  const [seen, setSeen] = useState<SyncRun | null>(null);
  const isNews = lastSync?.trigger === "connect" && lastSync.status === "succeeded" && lastSync.id !== seen?.id;
  if (isNews) setSeen(lastSync);
  return isNews ? lastSync : seen;
}

interface GreenhouseConnectionProps {
  view: GreenhouseView;
  canChange: boolean;
  /** The way whose form is open; null while the connection itself is shown. */
  way: GreenhouseGrant | null;
  onWay: (way: GreenhouseGrant) => void;
  onCancel: () => void;
  onConnected: () => void;
}

/** The connection as it stands, or the form that makes one, and what the syncs did. */
export function GreenhouseConnection({ view, canChange, way, onWay, onCancel, onConnected }: GreenhouseConnectionProps) {
  const isConnected = view.status !== "not_connected";
  const onConnect = canChange ? onWay : null;
  const imported = useImported(view.lastSync);
  return (
    <>
      {isConnected && way === null ? <ConnectionBanners view={view} onConnect={onConnect} /> : null}
      {view.lastSync && isConnected && isUnderWay(view.lastSync) ? <ProgressCard run={view.lastSync} /> : null}
      {isConnected && way === null && imported ? <ImportResult run={imported} /> : null}
      {way === null ? null : (
        <ConnectForm view={view} way={way} onWay={onWay} onCancel={isConnected ? onCancel : null} onConnected={onConnected} />
      )}
      {isConnected && way === null ? (
        <>
          <CredentialCard view={view} onConnect={onConnect} />
          <GoLiveCard view={view} canChange={canChange} />
          <Permitted to="greenhouse.sync">
            <PreviewCard />
          </Permitted>
          <Permitted to="greenhouse.manage">
            <DoctorCard />
          </Permitted>
        </>
      ) : null}
      {isConnected || canChange ? null : (
        <Notice tone="info" title={m.adminsConnect()}>
          {m.adminsConnectText()}
        </Notice>
      )}
      {isConnected || view.lastSync ? <RunHistory /> : null}
    </>
  );
}
