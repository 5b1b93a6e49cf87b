"use client";

import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { useNow } from "@/components/ui/use-now";
import { mailStatusOptions } from "@/lib/invitations/queries";

// The email server is available nearly always.
const MailTroubleNotice = lazy(async () => ({
  default: (await import("@/components/invitations/mail-trouble-notice")).MailTroubleNotice,
}));

/** Says that the email server is unavailable, while invitations wait for it. */
export function MailTrouble() {
  const { data } = useQuery(mailStatusOptions());
  const now = useNow();
  if (!data || data.waiting === 0 || now === null) return <div role="status" />;
  return (
    <div role="status" className="mt-4">
      <Suspense fallback={null}>
        <MailTroubleNotice status={data} now={now} />
      </Suspense>
    </div>
  );
}
