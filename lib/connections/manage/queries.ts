import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ConnectGreenhouseInput } from "@/lib/connections/credentials/schema";
import { connectionKeys } from "@/lib/connections/queries";
import type { ChangeGreenhouse } from "@/lib/connections/schema";
import { callApi, lateSchemas } from "@/lib/http/api-client";
import { path } from "@/lib/platform/paths/address";
import {
  authorizeRoute,
  compareRoute,
  greenhouseRoute,
  knownRecordsRoute,
  previewSyncRoute,
  webhookSecretRoute,
} from "@/lib/platform/paths/greenhouse";
import { syncRunKeys } from "@/lib/sync-runs/queries";
import type { MarkKnown } from "@/lib/sync-runs/schema";

const manageSchemas = lateSchemas(() => import("@/lib/connections/manage/schema"));
const connectionsSchemas = lateSchemas(() => import("@/lib/connections/schema"));
const syncRunsSchemas = lateSchemas(() => import("@/lib/sync-runs/schema"));

// What is done with the connection on its own page: other pages do not carry it.

/** Checks the credential live and stores it; on any failure the earlier one stays as it was. */
export function useConnectGreenhouse() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ConnectGreenhouseInput) =>
      callApi(greenhouseRoute, { method: "PUT", body, response: connectionsSchemas("greenhouseViewSchema") }),
    onSuccess: (view) => {
      client.setQueryData(connectionKeys.greenhouse(), view);
      // A new connection starts its first sync.
      return client.invalidateQueries({ queryKey: syncRunKeys.all });
    },
  });
}

/** Compares what Greenhouse returns for a credential with the hires that are here; changes nothing. */
export function useCompareGreenhouse() {
  return useMutation({
    mutationFn: (body: ConnectGreenhouseInput) =>
      callApi(compareRoute, { method: "POST", body, response: manageSchemas("comparisonSchema") }),
  });
}

/** Returns the address at which an admin approves the connection in Greenhouse, which then redirects back. */
export function approvalAddress(inviteFrom: string): string {
  return `${authorizeRoute}?${new URLSearchParams({ inviteFrom })}`;
}

/** Generates a webhook secret in place of the earlier one. It is shown only in the response. */
export function useGenerateWebhookSecret() {
  const client = useQueryClient();
  return useMutation({
    // The secret is not kept once the page is left.
    gcTime: 0,
    mutationFn: () => callApi(webhookSecretRoute, { method: "POST", response: manageSchemas("webhookSecretSchema") }),
    onSettled: () => client.invalidateQueries({ queryKey: connectionKeys.greenhouse() }),
  });
}

/** Changes the go-live date; 409 `version_conflict` carries the current connection when someone else changed it. */
export function useChangeGreenhouse() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ChangeGreenhouse) =>
      callApi(greenhouseRoute, { method: "PATCH", body, response: connectionsSchemas("greenhouseViewSchema") }),
    onSuccess: (view) => client.setQueryData(connectionKeys.greenhouse(), view),
    onError: () => client.invalidateQueries({ queryKey: connectionKeys.greenhouse() }),
  });
}

/** Deletes the credential; hires and history are kept. */
export function useDisconnectGreenhouse() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => callApi(greenhouseRoute, { method: "DELETE" }),
    onSettled: () => client.invalidateQueries({ queryKey: connectionKeys.all }),
  });
}

/** Marks a record that a run skipped as known, or as known no longer. */
export function useMarkKnown(runId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: MarkKnown) =>
      callApi(path(knownRecordsRoute, runId), { method: "PUT", body, response: syncRunsSchemas("syncRunSchema") }),
    onSettled: () =>
      Promise.all([client.invalidateQueries({ queryKey: connectionKeys.all }), client.invalidateQueries({ queryKey: syncRunKeys.all })]),
  });
}

/** Starts a preview of the next sync; 409 while a sync is under way. */
export function usePreviewSync() {
  return useMutation({
    mutationFn: () => callApi(previewSyncRoute, { method: "POST", body: {}, response: connectionsSchemas("syncStartedSchema") }),
  });
}
