import { Permitted } from "@/components/auth/permitted";
import { ConnectForm } from "@/components/connections/connect/connect-form";
import { ConnectionBanners } from "@/components/connections/connection-banners";
import { CredentialCard } from "@/components/connections/credential-card";
import { GoLiveCard } from "@/components/connections/go-live-card";
import { PreviewCard } from "@/components/connections/sync/preview-card";
import { ProgressCard } from "@/components/connections/sync/progress-card";
import { RunHistory } from "@/components/connections/sync/run-history";
import { Notice } from "@/components/ui/notice";
import type { GreenhouseGrant, GreenhouseView } from "@/lib/connections/schema";
import * as m from "@/lib/messages/generated/connections";
import { isUnderWay } from "@/lib/sync-runs/rules";

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
  return (
    <>
      {isConnected && way === null ? <ConnectionBanners view={view} onConnect={onConnect} /> : null}
      {view.lastSync && isConnected && isUnderWay(view.lastSync) ? <ProgressCard run={view.lastSync} /> : null}
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
