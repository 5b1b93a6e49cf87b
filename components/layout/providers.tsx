"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { Reauthentication } from "@/components/auth/again/reauthentication";
import type { SignedIn } from "@/components/auth/again/signed-in";
import { PermissionProvider } from "@/components/auth/permitted";
import { OwnFields } from "@/components/hires/own-fields";
import { returnFragment } from "@/components/ui/fragment";
import { OwnTimeZone, TimeZone } from "@/components/ui/time-zone";
import { ToastProvider } from "@/components/ui/toast";
import { LeaveQuestion } from "@/components/ui/unsaved/leave-question";
import type { Permission } from "@/lib/auth/permissions";
import type { OwnField } from "@/lib/hire-fields/own/fields";
import { ApiError } from "@/lib/http/api-client";

const MAX_RETRIES = 2;

// Asking again does not change an answer about the request itself (4xx).
function isWorthRetrying(failures: number, error: Error): boolean {
  const status = error instanceof ApiError ? error.problem.status : 0;
  return failures < MAX_RETRIES && !(status >= 400 && status < 500);
}

function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // Without a connection requests fail and say so; the library would hold them back and tell no one. Reconnecting
      // asks again, which "always" turns off.
      queries: { retry: isWorthRetrying, staleTime: 5_000, networkMode: "always", refetchOnReconnect: true },
      mutations: { retry: false, networkMode: "always" },
    },
  });
}

interface ProvidersProps {
  /** Of the signed-in user; none where no one is. */
  permissions?: readonly Permission[];
  timeZone?: string;
  /** The zone in which this person is told times; null: the organization's. */
  ownTimeZone?: string | null;
  /** The fields that the organization added to its records. */
  ownFields?: readonly OwnField[];
  /** Who is signed in, and can sign in again on the page once the session has ended. */
  signedIn?: SignedIn;
  children: ReactNode;
}

const nothing: readonly Permission[] = [];
const none: readonly OwnField[] = [];

/** What the portal's interactive parts share: the cache of the API's answers, and the place where results are said. */
export function Providers({ permissions, timeZone, ownTimeZone = null, ownFields = none, signedIn, children }: ProvidersProps) {
  const [client] = useState(createQueryClient);
  useEffect(returnFragment, []);
  return (
    <QueryClientProvider client={client}>
      <TimeZone value={timeZone ?? "UTC"}>
        <OwnTimeZone value={ownTimeZone}>
          <PermissionProvider value={permissions ?? nothing}>
            <OwnFields value={ownFields}>
              <ToastProvider>
                {children}
                <LeaveQuestion />
                {signedIn ? <Reauthentication signedIn={signedIn} /> : null}
              </ToastProvider>
            </OwnFields>
          </PermissionProvider>
        </OwnTimeZone>
      </TimeZone>
    </QueryClientProvider>
  );
}
