"use client";

import { useQuery } from "@tanstack/react-query";
import { Suspense } from "react";
import { lazyPart } from "@/components/ui/lazy-part";
import { useNow } from "@/components/ui/use-now";
import { mailStatusOptions } from "@/lib/invitations/queries";

// The email server is available nearly always, and backups are restored rarely.
const HeldMailNotice = lazyPart(async () => (await import("@/components/invitations/held-mail-notice")).HeldMailNotice);
const MailTroubleNotice = lazyPart(async () => (await import("@/components/invitations/mail-trouble-notice")).MailTroubleNotice);

/** Says that the email server is unavailable, while invitations wait for it, or that emails are held after a restore. */
export function MailTrouble() {
  const { data } = useQuery(mailStatusOptions());
  const now = useNow();
  if (!data || now === null || (data.waiting === 0 && !data.heldSince)) return <div role="status" />;
  return (
    <div role="status" className="mt-4">
      <Suspense fallback={null}>
        {data.heldSince ? <HeldMailNotice since={data.heldSince} /> : <MailTroubleNotice status={data} now={now} />}
      </Suspense>
    </div>
  );
}
