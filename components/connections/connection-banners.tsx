import { ArrowRight, KeyRound } from "lucide-react";
import { ClientSteps } from "@/components/connections/connect/steps";
import { firstWay, isOnV1, wayWords } from "@/components/connections/connect/ways";
import { Button } from "@/components/ui/button";
import { Moment } from "@/components/ui/moment";
import { Notice } from "@/components/ui/notice";
import type { GreenhouseGrant, GreenhouseView } from "@/lib/connections/schema";

interface ConnectionBannersProps {
  view: GreenhouseView;
  /** Opens the connect form on a way; null for those who may not connect. */
  onConnect: ((way: GreenhouseGrant) => void) | null;
}

/** What an admin should do about the connection, the most urgent first. */
export function ConnectionBanners({ view, onConnect }: ConnectionBannersProps) {
  return (
    <>
      <AttentionBanner view={view} onConnect={onConnect} />
      <RetiredBanner view={view} onConnect={onConnect} />
      {view.seesNothing ? (
        <Notice tone="pending" title="Greenhouse shows this connection nobody.">
          Either the account has no candidates and offers yet, or the credential acts for somebody who is not a Site Admin. In that case,
          let it act for a Site Admin; the tick is in the credential’s settings in Greenhouse.
        </Notice>
      ) : null}
    </>
  );
}

function AttentionBanner({ view, onConnect }: ConnectionBannersProps) {
  const { attention } = view;
  if (!attention) return null;
  const way = firstWay(view);
  return (
    <Notice
      tone="danger"
      title={attention.message}
      actions={
        onConnect ? (
          <Button
            // On v1 the next thing to do is to leave it.
            variant={isOnV1(view) ? "outline" : "primary"}
            icon={<KeyRound className="size-4" aria-hidden />}
            onClick={() => onConnect(way)}
          >
            {wayWords[way].replace}
          </Button>
        ) : null
      }
    >
      Syncing stopped <Moment at={attention.since} />.{" "}
      {onConnect ? "It goes on by itself once the connection works again." : "An admin can mend the connection; then it goes on by itself."}
    </Notice>
  );
}

function RetiredBanner({ view, onConnect }: ConnectionBannersProps) {
  if (!isOnV1(view)) return null;
  return (
    <Notice
      tone="pending"
      title="Greenhouse retired Harvest v1 on 31 August 2026."
      actions={
        onConnect ? (
          <Button
            variant="primary"
            icon={<ArrowRight className="size-4" aria-hidden />}
            className="mt-1"
            onClick={() => onConnect("client_credentials")}
          >
            Change over to v3
          </Button>
        ) : null
      }
    >
      {onConnect ? (
        <div className="mt-2">
          <ClientSteps />
        </div>
      ) : (
        "An admin can change over to v3; hires and history stay."
      )}
    </Notice>
  );
}
