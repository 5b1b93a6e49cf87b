import { ArrowRight, KeyRound } from "lucide-react";
import { ClientSteps } from "@/components/connections/connect/steps";
import { firstWay, isOnV1, v1RetiredOn } from "@/components/connections/connect/ways";
import { Button } from "@/components/ui/button";
import { Moment } from "@/components/ui/moment";
import { Notice } from "@/components/ui/notice";
import type { GreenhouseGrant, GreenhouseView } from "@/lib/connections/schema";
import { plainDate } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/connections";

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
        <Notice tone="warning" title={m.seesNothing()}>
          {m.seesNothingText()}
        </Notice>
      ) : null}
    </>
  );
}

function AttentionBanner({ view, onConnect }: ConnectionBannersProps) {
  const { attention } = view;
  if (!attention) return null;
  const way = firstWay(view);
  const when = <Moment at={attention.since} />;
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
            {m.replace({ grant: way })}
          </Button>
        ) : null
      }
    >
      {onConnect ? m.pausedForAdmin({ when }) : m.pausedForHr({ when })}
    </Notice>
  );
}

function RetiredBanner({ view, onConnect }: ConnectionBannersProps) {
  if (!isOnV1(view)) return null;
  return (
    <Notice
      tone="warning"
      title={m.retired({ day: plainDate(v1RetiredOn, "long") })}
      actions={
        onConnect ? (
          <Button
            variant="primary"
            icon={<ArrowRight className="size-4" aria-hidden />}
            className="mt-1"
            onClick={() => onConnect("client_credentials")}
          >
            {m.upgrade()}
          </Button>
        ) : null
      }
    >
      {onConnect ? (
        <div className="mt-2">
          <ClientSteps />
        </div>
      ) : (
        m.upgradeForHr()
      )}
    </Notice>
  );
}
