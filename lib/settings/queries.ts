import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type * as z from "zod/mini";
import { callApi, lateSchemas } from "@/lib/http/api-client";
import {
  brandingRoute,
  compensationSettingRoute,
  fieldMappingRoute,
  greenhouseSettingRoute,
  importRulesRoute,
  invitationSettingsRoute,
  ownFieldsRoute,
  packagesRoute,
  previewFieldMappingRoute,
  previewImportRulesRoute,
  previewInvitationRoute,
  previewRequiredFieldsRoute,
  previewRetentionRoute,
  requiredFieldsRoute,
  retentionRoute,
  secondFactorSettingRoute,
  sessionsSettingRoute,
  syncSettingRoute,
  testInvitationRoute,
  uploadLogoRoute,
} from "@/lib/platform/paths/settings";
import type { fieldMappingSchema } from "@/lib/settings/mapping/schema";
import type {
  importRulesSchema,
  PreviewedSetting,
  Retention,
  requiredFieldsSchema,
  SettingChange,
  SettingName,
  SettingPreview,
  templatePreviewSchema,
} from "@/lib/settings/schema";

const brandingSchemas = lateSchemas(() => import("@/lib/settings/branding/schema"));
const settings = () => import("@/lib/settings/schema");
const settingsSchemas = lateSchemas(settings);

/** Returns what loads the schema of a setting as it is read. */
function viewOf<Name extends SettingName>(name: Name) {
  return async () => (await settings()).settingViewSchema(name);
}

const routes = {
  branding: brandingRoute,
  own_fields: ownFieldsRoute,
  required_fields: requiredFieldsRoute,
  field_mapping: fieldMappingRoute,
  import_rules: importRulesRoute,
  packages: packagesRoute,
  sync: syncSettingRoute,
  invitations: invitationSettingsRoute,
  sessions: sessionsSettingRoute,
  retention: retentionRoute,
  second_factor: secondFactorSettingRoute,
  greenhouse: greenhouseSettingRoute,
  compensation: compensationSettingRoute,
} as const satisfies Record<SettingName, string>;

const previewRoutes = {
  required_fields: previewRequiredFieldsRoute,
  import_rules: previewImportRulesRoute,
  field_mapping: previewFieldMappingRoute,
  invitations: previewInvitationRoute,
  retention: previewRetentionRoute,
} as const satisfies Record<PreviewedSetting, string>;

/** Every cache key of this noun starts with `settingKeys.all`. */
const settingKeys = {
  all: ["settings"] as const,
  one: (name: SettingName) => [...settingKeys.all, name] as const,
  preview: (name: SettingName, request: unknown) => [...settingKeys.all, name, "preview", request] as const,
};

/** One of the organization's settings; for admins. */
export function settingOptions<Name extends SettingName>(name: Name) {
  return queryOptions({
    queryKey: settingKeys.one(name),
    queryFn: ({ signal }) => callApi(routes[name], { response: viewOf(name), signal }),
  });
}

/** Saves a setting; 409 `version_conflict` carries the current one when someone else changed it, 422 names what is wrong. */
export function useSaveSetting<Name extends SettingName>(name: Name) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: SettingChange<Name>) => callApi(routes[name], { method: "PUT", body, response: viewOf(name) }),
    onSuccess: (view) => client.setQueryData(settingKeys.one(name), view),
  });
}

/** Saves a setting as it stands: whoever looked at it and wants it so says that by this. */
export function useKeepSetting() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (name: SettingName) => {
      const { updatedBy: _, updatedAt: __, ...asItStands } = await client.fetchQuery({ ...settingOptions(name), staleTime: 0 });
      const view = await callApi(routes[name], {
        method: "PUT",
        body: asItStands,
        response: viewOf(name),
      });
      client.setQueryData(settingKeys.one(name), view);
    },
  });
}

/** A template that is not saved yet, and the hire it is written for; without one, for a sample person. */
export type PreviewRequest = z.input<typeof templatePreviewSchema>;

export interface PreviewRequests extends Record<PreviewedSetting, unknown> {
  required_fields: z.input<typeof requiredFieldsSchema>;
  import_rules: z.input<typeof importRulesSchema>;
  field_mapping: z.input<typeof fieldMappingSchema>;
  invitations: PreviewRequest;
  retention: Retention;
}

/** What a value that is not saved yet would do; 422 names what keeps it from being saved. */
export function settingPreviewOptions<Name extends PreviewedSetting>(name: Name, request: PreviewRequests[Name]) {
  const response = async () => (await settings()).settingPreviewSchemas[name] as unknown as z.ZodMiniType<SettingPreview<Name>>;
  return queryOptions({
    queryKey: settingKeys.preview(name, request),
    queryFn: ({ signal }) => callApi(previewRoutes[name], { method: "POST", body: request, response, signal }),
    gcTime: 60_000,
  });
}

/** Sends the email to the person who asks for it. */
export function useSendTestInvitation() {
  return useMutation({
    mutationFn: (body: PreviewRequest) =>
      callApi(testInvitationRoute, { method: "POST", body, response: settingsSchemas("sentTestSchema") }),
  });
}

/** Uploads a logo, for the branding to name. */
export function useUploadLogo() {
  return useMutation({
    mutationFn: (file: Blob) => callApi(uploadLogoRoute, { method: "POST", body: file, response: brandingSchemas("uploadedLogoSchema") }),
  });
}
