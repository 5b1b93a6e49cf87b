import { KeyRound } from "lucide-react";
import { DisconnectButton } from "@/components/integrations/disconnect-button";
import { PermissionList } from "@/components/integrations/permission-list";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Moment } from "@/components/ui/moment";
import type { GreenhouseView } from "@/lib/integrations/schema";

interface CredentialCardProps {
  view: GreenhouseView;
  /** Absent for those who may not change it. */
  onReplace: (() => void) | null;
}

/** The key in use, as far as it is ever shown again, and what it may do. */
export function CredentialCard({ view, onReplace }: CredentialCardProps) {
  return (
    <Card
      title="Credential"
      aside={
        onReplace ? (
          <>
            <Button icon={<KeyRound className="size-4" aria-hidden />} onClick={onReplace}>
              Replace
            </Button>
            <DisconnectButton />
          </>
        ) : null
      }
    >
      <dl className="mt-3 grid gap-x-8 gap-y-3 sm:grid-cols-2">
        <div>
          <dt className="text-ink-faint text-xs">Harvest {view.apiVersion ?? "v1"} key</dt>
          <dd className="mt-0.5 font-mono">{view.credentialHint ?? "Not shown"}</dd>
        </div>
        <div>
          <dt className="text-ink-faint text-xs">Checked</dt>
          <dd className="mt-0.5">{view.verifiedAt ? <Moment at={view.verifiedAt} /> : "Not yet"}</dd>
        </div>
      </dl>
      <div className="mt-4 border-line border-t pt-2">
        <PermissionList permissions={view.permissions} />
      </div>
      {onReplace ? null : <p className="mt-2 text-ink-faint text-xs">Only an admin can replace the key or disconnect.</p>}
    </Card>
  );
}
