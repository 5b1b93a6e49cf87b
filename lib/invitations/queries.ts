import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import * as z from "zod/mini";
import { callApi } from "@/lib/http/api-client";
import {
  type InvitationSettings,
  invitationSettingsViewSchema,
  mailStatusSchema,
  previewedMailSchema,
  type templatePreviewSchema,
} from "@/lib/invitations/schema";

const settingsPath = "/api/settings/invitations";
const sentTestSchema = z.object({ sentTo: z.string() });

/** A template that is not saved yet, and the hire it is written for; without one, for somebody invented. */
export type PreviewRequest = z.input<typeof templatePreviewSchema>;

/** Every cache key of this noun starts with `invitationKeys.all`. */
export const invitationKeys = {
  all: ["invitations"] as const,
  settings: () => [...invitationKeys.all, "settings"] as const,
  mailStatus: () => [...invitationKeys.all, "mail-status"] as const,
  preview: (request: PreviewRequest) => [...invitationKeys.all, "preview", request] as const,
};

/** Whether invitations wait because the mail server is in trouble. */
export function mailStatusOptions() {
  return queryOptions({
    queryKey: invitationKeys.mailStatus(),
    queryFn: ({ signal }) => callApi("/api/mail-status", { answer: mailStatusSchema, signal }),
    refetchInterval: 30_000,
  });
}

/** What the organization decided about invitations; for admins. */
export function invitationSettingsOptions() {
  return queryOptions({
    queryKey: invitationKeys.settings(),
    queryFn: ({ signal }) => callApi(settingsPath, { answer: invitationSettingsViewSchema, signal }),
  });
}

/** Saves the settings; 409 `version_conflict` when someone else changed them meanwhile, 422 names the field. */
export function useSaveInvitationSettings() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: InvitationSettings) => callApi(settingsPath, { method: "PUT", body, answer: invitationSettingsViewSchema }),
    onSuccess: (view) => client.setQueryData(invitationKeys.settings(), view),
  });
}

/** The mail as it would go out; 422 names the fields that keep it from being written. */
export function previewOptions(request: PreviewRequest) {
  return queryOptions({
    queryKey: invitationKeys.preview(request),
    queryFn: ({ signal }) => callApi(`${settingsPath}/preview`, { method: "POST", body: request, answer: previewedMailSchema, signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
}

/** Sends the mail to whoever asks for it. */
export function useSendTestInvitation() {
  return useMutation({
    mutationFn: (body: PreviewRequest) => callApi(`${settingsPath}/test`, { method: "POST", body, answer: sentTestSchema }),
  });
}
