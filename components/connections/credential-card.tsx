import { KeyRound } from "lucide-react";
import { firstWay } from "@/components/connections/connect/ways";
import { DisconnectButton } from "@/components/connections/disconnect-button";
import { PermissionList } from "@/components/connections/permission-list";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Moment } from "@/components/ui/moment";
import type { GreenhouseGrant, GreenhouseView } from "@/lib/connections/schema";
import * as m from "@/lib/messages/generated/connections";

interface CredentialCardProps {
  view: GreenhouseView;
  /** Opens the connect form on a way; null for those who may not connect. */
  onConnect: ((way: GreenhouseGrant) => void) | null;
}

/** How Greenhouse is connected, as far as it is ever shown again, and what the connection may do. */
export function CredentialCard({ view, onConnect }: CredentialCardProps) {
  const grant = view.grant ?? "key";
  const way = firstWay(view);
  return (
    <Card
      title={m.apiCredential()}
      aside={
        onConnect ? (
          <>
            {/* While something is wrong, the banner above has this button. */}
            {view.attention ? null : (
              <Button icon={<KeyRound className="size-4" aria-hidden />} onClick={() => onConnect(way)}>
                {m.replace({ grant: way })}
              </Button>
            )}
            <DisconnectButton />
          </>
        ) : null
      }
    >
      <dl className="mt-3 grid gap-x-8 gap-y-3 sm:grid-cols-2">
        <div>
          <dt className="text-ink-faint text-xs">{m.storedAs({ grant })}</dt>
          {grant === "authorization_code" ? (
            <dd className="mt-0.5">{m.approvedInGreenhouse()}</dd>
          ) : (
            <dd className="mt-0.5 font-mono">{view.credentialHint ?? m.notShown()}</dd>
          )}
        </div>
        <div>
          <dt className="text-ink-faint text-xs">{m.checked()}</dt>
          <dd className="mt-0.5">{view.verifiedAt ? <Moment at={view.verifiedAt} /> : m.notChecked()}</dd>
        </div>
      </dl>
      {view.formerKeyKept ? <p className="mt-3 text-ink-soft">{m.formerKeyKept()}</p> : null}
      <div className="mt-4 border-line border-t pt-2">
        <PermissionList permissions={view.permissions} />
      </div>
      {onConnect ? null : <p className="mt-2 text-ink-faint text-xs">{m.adminsChange()}</p>}
    </Card>
  );
}
