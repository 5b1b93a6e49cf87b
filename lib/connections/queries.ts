import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import {
  type ChangeGreenhouse,
  type ConnectGreenhouseInput,
  comparisonSchema,
  greenhouseViewSchema,
  syncStartedSchema,
  webhookSecretSchema,
} from "@/lib/connections/schema";
import { callApi } from "@/lib/http/api-client";
import { authorizeRoute, compareRoute, greenhouseRoute, previewSyncRoute, syncRoute, webhookSecretRoute } from "@/lib/platform/paths";
import { syncRunKeys } from "@/lib/sync-runs/queries";
import { isUnderWay } from "@/lib/sync-runs/rules";

/** Every cache key of this noun starts with `integrationKeys.all`. */
export const integrationKeys = {
  all: ["partner-integrations"] as const,
  greenhouse: () => [...integrationKeys.all, "greenhouse"] as const,
};

/** The Greenhouse connection; followed every second while a sync is under way, so that its progress moves. */
export function greenhouseOptions() {
  return queryOptions({
    queryKey: integrationKeys.greenhouse(),
    queryFn: ({ signal }) => callApi(greenhouseRoute, { answer: greenhouseViewSchema, signal }),
    refetchInterval: (query) => {
      const run = query.state.data?.lastSync;
      return run && isUnderWay(run) ? 1_000 : 10_000;
    },
  });
}

/** Checks the credential live and stores it; on any failure the earlier one stays as it was. */
export function useConnectGreenhouse() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ConnectGreenhouseInput) => callApi(greenhouseRoute, { method: "PUT", body, answer: greenhouseViewSchema }),
    onSuccess: (view) => {
      client.setQueryData(integrationKeys.greenhouse(), view);
      // A new connection starts its first sync.
      return client.invalidateQueries({ queryKey: syncRunKeys.all });
    },
  });
}

/** Holds what Greenhouse says through a credential against the hires that are here; changes nothing. */
export function useCompareGreenhouse() {
  return useMutation({
    mutationFn: (body: ConnectGreenhouseInput) => callApi(compareRoute, { method: "POST", body, answer: comparisonSchema }),
  });
}

/** Where an admin's browser goes to approve the connection in Greenhouse; it comes back by itself. */
export function approvalAddress(inviteFrom: string): string {
  return `${authorizeRoute}?${new URLSearchParams({ inviteFrom })}`;
}

/** Makes a secret for Greenhouse's web hooks in place of an earlier one. The answer is the only time it is shown. */
export function useMakeWebhookSecret() {
  const client = useQueryClient();
  return useMutation({
    // Leaving the page ends the showing.
    gcTime: 0,
    mutationFn: () => callApi(webhookSecretRoute, { method: "POST", answer: webhookSecretSchema }),
    onSettled: () => client.invalidateQueries({ queryKey: integrationKeys.greenhouse() }),
  });
}

/** Moves the go-live date; 409 `version_conflict` when someone else changed the connection meanwhile. */
export function useChangeGreenhouse() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ChangeGreenhouse) => callApi(greenhouseRoute, { method: "PATCH", body, answer: greenhouseViewSchema }),
    onSuccess: (view) => client.setQueryData(integrationKeys.greenhouse(), view),
    onError: () => client.invalidateQueries({ queryKey: integrationKeys.greenhouse() }),
  });
}

/** Erases the credential; hires and history stay. */
export function useDisconnectGreenhouse() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => callApi(greenhouseRoute, { method: "DELETE" }),
    onSettled: () => client.invalidateQueries({ queryKey: integrationKeys.all }),
  });
}

/** Starts a sync, or answers with the one under way. */
export function useSyncNow() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => callApi(syncRoute, { method: "POST", body: {}, answer: syncStartedSchema }),
    onSettled: () =>
      Promise.all([client.invalidateQueries({ queryKey: integrationKeys.all }), client.invalidateQueries({ queryKey: syncRunKeys.all })]),
  });
}

/** Starts a preview of the next sync; 409 while a sync is under way. */
export function usePreviewSync() {
  return useMutation({
    mutationFn: () => callApi(previewSyncRoute, { method: "POST", body: {}, answer: syncStartedSchema }),
  });
}
