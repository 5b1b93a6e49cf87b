"use client";

import { lazy, Suspense, useEffect, useState } from "react";
import { onReauthentication } from "@/lib/http/api-client";

// Few ever see it, so it comes when it is needed.
const ReauthenticationDialog = lazy(async () => ({
  default: (await import("@/components/auth/reauthentication-dialog")).ReauthenticationDialog,
}));

/** Asks the person to prove who they are where a request needs that, which then goes on. */
export function Reauthentication() {
  const [answer, setAnswer] = useState<((proved: boolean) => void) | null>(null);
  useEffect(() => {
    onReauthentication(() => new Promise<boolean>((resolve) => setAnswer(() => resolve)));
    return () => onReauthentication(undefined);
  }, []);
  if (!answer) return null;
  const close = (proved: boolean) => {
    answer(proved);
    setAnswer(null);
  };
  return (
    <Suspense fallback={null}>
      <ReauthenticationDialog onClose={close} />
    </Suspense>
  );
}
