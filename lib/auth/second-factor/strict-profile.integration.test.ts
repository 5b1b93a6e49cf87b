import { afterAll, beforeAll, expect, it } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import { actorOf, makeOrganization } from "@/e2e/fixtures/hires";
import { demandOf } from "@/lib/auth/second-factor/data";
import { stepsAround } from "@/lib/auth/second-factor/totp";
import { inOrganization, type OrganizationId } from "@/lib/platform/db";
import { loadEnv } from "@/lib/platform/env";
import { changeSetting, settingView } from "@/lib/workflows/operate/change-setting";

testDatabase();

let organizationId: OrganizationId;

beforeAll(async () => {
  process.env.SECURITY_PROFILE = "strict";
  loadEnv({ mail: false });
  organizationId = await makeOrganization();
});

afterAll(() => {
  delete process.env.SECURITY_PROFILE;
  loadEnv({ mail: false });
});

it("requires a second factor of everyone, whatever an organization decided, and takes a code in its own 30 seconds", () => {
  expect([null, { required: "none" }, { required: "admins" }].map(demandOf)).toEqual(["everyone", "everyone", "everyone"]);
  expect(stepsAround()).toBe(0);
});

it("shows what holds, and refuses to require less", async () => {
  await inOrganization(organizationId, async (tx, now) => {
    expect(await settingView(tx, "second_factor")).toMatchObject({ required: "everyone", version: 0 });
    const less = { version: 0, value: { required: "admins" } } as const;
    await expect(changeSetting(tx, actorOf(organizationId, "admin"), "second_factor", less, now)).rejects.toMatchObject({
      code: "invalid_fields",
    });
    expect(await settingView(tx, "second_factor")).toMatchObject({ version: 0 });
  });
});
