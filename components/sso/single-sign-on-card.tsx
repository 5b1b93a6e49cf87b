"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { DomainList } from "@/components/sso/domain-list";
import { ProviderForm } from "@/components/sso/provider-form";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CopyField } from "@/components/ui/copy-field";
import { Dialog } from "@/components/ui/dialog";
import { Failure } from "@/components/ui/failure";
import { LoadingNote, Skeleton } from "@/components/ui/skeleton";
import { useAnnounce } from "@/components/ui/toast";
import * as m from "@/lib/messages/generated/sso";
import { singleSignOnOptions, useRemoveSingleSignOn, useTestSingleSignOn } from "@/lib/sso/queries";

/** How people sign in with the organization's identity provider, and for which email domains. */
export function SingleSignOnCard() {
  const query = useQuery(singleSignOnOptions());
  const { data } = query;
  return (
    <Card title={m.title()} aside={data?.connection ? <ConnectionButtons /> : null}>
      <p className="mt-1 text-pretty text-ink-soft">{m.about()}</p>
      {data ? (
        <div className="mt-4 space-y-6">
          <CopyField label={m.redirectAddress()} hint={m.redirectHint()} value={data.redirectUri} copyLabel={m.copyRedirect()} />
          {/* Someone else's change replaces what is in the fields, and so does one's own. */}
          <ProviderForm key={data.connection?.updatedAt ?? "none"} view={data} />
          <DomainList domains={data.domains} />
        </div>
      ) : query.error ? (
        <div className="mt-4">
          <Failure title={m.loadFailed()} error={query.error} busy={query.isFetching} onRetry={() => query.refetch()} />
        </div>
      ) : (
        <div className="mt-4 space-y-4">
          <LoadingNote>{m.loading()}</LoadingNote>
          <Skeleton className="h-9 w-full" />
          <Skeleton className="h-9 w-full" />
        </div>
      )}
    </Card>
  );
}

function ConnectionButtons() {
  const announce = useAnnounce();
  const test = useTestSingleSignOn();
  const remove = useRemoveSingleSignOn();
  const [isAsking, setAsking] = useState(false);

  function close() {
    setAsking(false);
    remove.reset();
  }

  return (
    <>
      <Button
        busy={test.isPending}
        onClick={() =>
          test.mutate(undefined, {
            onSuccess: () => announce(m.tested()),
            onError: (error) => announce(error.message, "failure"),
          })
        }
      >
        {m.test()}
      </Button>
      <Button onClick={() => setAsking(true)}>{m.remove()}</Button>
      <Dialog
        open={isAsking}
        error={remove.error}
        onClose={close}
        title={m.removeQuestion()}
        actions={
          <>
            <Button onClick={close}>{m.cancel()}</Button>
            <Button
              variant="danger"
              busy={remove.isPending}
              // Not the mutation's own callbacks: the refreshed data takes this off the screen, and they would never run.
              onClick={() =>
                remove.mutateAsync().then(
                  () => announce(m.removed()),
                  () => {},
                )
              }
            >
              {m.remove()}
            </Button>
          </>
        }
      >
        {m.removeText()}
      </Dialog>
    </>
  );
}
