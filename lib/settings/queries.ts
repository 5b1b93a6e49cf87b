import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type * as z from "zod/mini";
import type { HireField } from "@/lib/hire-fields/schema";
import { callApi } from "@/lib/http/api-client";
import {
  type FieldMapping,
  fieldMappingPreviewSchema,
  fieldMappingViewSchema,
  type ImportRule,
  importRulesPreviewSchema,
  importRulesViewSchema,
  packagesViewSchema,
  requiredFieldsPreviewSchema,
  requiredFieldsViewSchema,
  type SettingName,
  type SettingValue,
  syncSettingViewSchema,
} from "@/lib/settings/schema";

const settings = {
  required_fields: { path: "/api/settings/required-fields", view: requiredFieldsViewSchema },
  import_rules: { path: "/api/settings/import-rules", view: importRulesViewSchema },
  packages: { path: "/api/settings/packages", view: packagesViewSchema },
  field_mapping: { path: "/api/settings/field-mapping", view: fieldMappingViewSchema },
  sync: { path: "/api/settings/sync", view: syncSettingViewSchema },
} as const;

/** A setting as the API shows it. */
export type SettingView<Name extends SettingName> = z.output<(typeof settings)[Name]["view"]>;

// TypeScript cannot follow the name to its schema.
const viewOf = <Name extends SettingName>(name: Name) => settings[name].view as unknown as z.ZodMiniType<SettingView<Name>>;

/** Every cache key of this noun starts with `settingKeys.all`. */
export const settingKeys = {
  all: ["organization-settings"] as const,
  one: (name: SettingName) => [...settingKeys.all, name] as const,
  preview: (name: SettingName, value: unknown) => [...settingKeys.all, name, "preview", value] as const,
};

/** One of the organization's settings; for admins. */
export function settingOptions<Name extends SettingName>(name: Name) {
  return queryOptions({
    queryKey: settingKeys.one(name),
    queryFn: ({ signal }) => callApi(settings[name].path, { answer: viewOf(name), signal }),
  });
}

/** Saves a setting; 409 `version_conflict` when someone else changed it meanwhile, 422 names what is wrong. */
export function useSaveSetting<Name extends SettingName>(name: Name) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: SettingValue<Name> & { version: number }) =>
      callApi(settings[name].path, { method: "PUT", body, answer: viewOf(name) }),
    onSuccess: (view) => client.setQueryData(settingKeys.one(name), view),
  });
}

/** What other required fields would do to the open hires. */
export function requiredFieldsPreviewOptions(fields: readonly HireField[]) {
  return queryOptions({
    queryKey: settingKeys.preview("required_fields", fields),
    queryFn: ({ signal }) =>
      callApi(`${settings.required_fields.path}/preview`, {
        method: "POST",
        body: { fields },
        answer: requiredFieldsPreviewSchema,
        signal,
      }),
    placeholderData: keepPreviousData,
  });
}

/** Whom import rules would leave out. */
export function importRulesPreviewOptions(rules: readonly ImportRule[]) {
  return queryOptions({
    queryKey: settingKeys.preview("import_rules", rules),
    queryFn: ({ signal }) =>
      callApi(`${settings.import_rules.path}/preview`, { method: "POST", body: { rules }, answer: importRulesPreviewSchema, signal }),
    placeholderData: keepPreviousData,
  });
}

/** What a mapping would make of some hires; asks Greenhouse, so it is asked for by a person. */
export function usePreviewMapping() {
  return useMutation({
    mutationFn: (mappings: readonly FieldMapping[]) =>
      callApi(`${settings.field_mapping.path}/preview`, { method: "POST", body: { mappings }, answer: fieldMappingPreviewSchema }),
  });
}
