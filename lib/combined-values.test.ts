import { expect, it } from "vitest";
import type * as z from "zod/mini";
import { connectGreenhouseSchema } from "@/lib/connections/credentials/schema";
import { bulkActionInputSchema } from "@/lib/hires/bulk/schema";
import { planChangeSchema } from "@/lib/invitations/schema";
import { settingChangeSchemas } from "@/lib/settings/schema";

const { field_mapping: mapping, packages, required_fields: required } = settingChangeSchemas;
const mapped = { field: "location", from: "offer", key: "office" };
const onboarding = { name: "Office", when: [] };

const refused: [rule: string, schema: z.core.$ZodType, sent: unknown][] = [
  ["a field that two custom fields fill", mapping, { version: 0, mappings: [mapped, { ...mapped, key: "site" }] }],
  ["two packages of one name", packages, { version: 0, packages: [onboarding, { ...onboarding, name: "OFFICE" }], default: null }],
  ["required fields without the address that the invitation goes to", required, { version: 0, fields: ["firstName"] }],
  ["a plan for a day without the day", planChangeSchema, { version: 1, mode: "on_date" }],
  ["an action on both named hires and a filter", bulkActionInputSchema, { action: "send", ids: [crypto.randomUUID()], filter: {} }],
  ["an action on neither", bulkActionInputSchema, { action: "send" }],
  ["setting a field that is not named", bulkActionInputSchema, { action: "set_field", ids: [crypto.randomUUID()] }],
  ["a v1 credential with a v3 client's parts only", connectGreenhouseSchema, { apiVersion: "v1", clientId: "abc", clientSecret: "def" }],
  ["a v3 credential with a v1 key only", connectGreenhouseSchema, { apiVersion: "v3", apiKey: "0123456789abcdef" }],
];

it.each(refused)("values that do not go together are refused: %s", (_, schema, sent) => {
  expect(schema["~standard"].validate(sent)).toHaveProperty("issues");
});

const taken: [rule: string, schema: z.core.$ZodType, sent: unknown][] = [
  ["a custom field each for two fields", mapping, { version: 0, mappings: [mapped, { ...mapped, field: "department" }] }],
  ["a plan for a day with the day", planChangeSchema, { version: 1, mode: "on_date", date: "2027-03-01" }],
  ["an action on named hires", bulkActionInputSchema, { action: "send", ids: [crypto.randomUUID()] }],
];

it.each(taken)("values that go together are taken: %s", (_, schema, sent) => {
  expect(schema["~standard"].validate(sent)).not.toHaveProperty("issues");
});
