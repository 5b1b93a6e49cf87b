"use client";

import { Download, Eraser } from "lucide-react";
import { useState } from "react";
import { DownloadLink } from "@/components/auth/download-link";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Dialog } from "@/components/ui/dialog";
import { useAnnounce } from "@/components/ui/toast";
import { useGo } from "@/components/ui/unsaved/use-go";
import { useErasePerson } from "@/lib/hires/record/queries";
import * as m from "@/lib/messages/generated/hires/personal-data";
import { path } from "@/lib/platform/paths/address";
import { newHiresPage } from "@/lib/platform/paths/pages";
import { personalDataRoute } from "@/lib/platform/paths/record";

/** Lets an admin hand a person what is kept of them, and erase it. */
export function PersonalDataCard({ hireId, name }: { hireId: string; name: string }) {
  const announce = useAnnounce();
  const { goFromGone } = useGo();
  const erase = useErasePerson(hireId);
  const [isAsking, setAsking] = useState(false);

  function confirm() {
    erase.mutateAsync().then(
      () => {
        announce(m.erased());
        goFromGone(newHiresPage);
      },
      (error: Error) => {
        setAsking(false);
        announce(error.message, "failure");
      },
    );
  }

  return (
    <Card title={m.title()} className="print:hidden">
      <p className="mt-2 text-pretty text-ink-soft">{m.about()}</p>
      <DownloadLink
        href={path(personalDataRoute, hireId)}
        download={m.fileName()}
        className="mt-3 flex min-h-9 items-center gap-2 rounded-control font-medium text-accent hover:underline pointer-coarse:min-h-11"
      >
        <Download className="size-4" aria-hidden />
        {m.download()}
      </DownloadLink>
      <Button
        variant="danger-quiet"
        className="mt-1 -ml-3"
        icon={<Eraser className="size-4" aria-hidden />}
        onClick={() => setAsking(true)}
      >
        {m.erase()}
      </Button>
      <Dialog
        open={isAsking}
        onClose={() => setAsking(false)}
        title={m.question({ name })}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>{m.cancel()}</Button>
            <Button variant="danger" busy={erase.isPending} onClick={confirm}>
              {m.eraseForGood()}
            </Button>
          </>
        }
      >
        <p>{m.consequence()}</p>
        <p className="mt-2">{m.kept()}</p>
      </Dialog>
    </Card>
  );
}
