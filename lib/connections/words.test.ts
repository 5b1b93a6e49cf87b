import { describe, expect, it } from "vitest";
import { isKnownPermission, missingPermissions, permissionState, v1Permissions } from "@/lib/connections/words";
import { v3Permissions } from "@/lib/greenhouse/v3/permissions";

describe("the words of a permission", () => {
  it("exist for every permission that a connection is checked for", () => {
    for (const name of [...v1Permissions, ...v3Permissions.map(({ scope }) => scope)]) expect(isKnownPermission(name), name).toBe(true);
  });

  it("tell a missing one from one that is optional", () => {
    const name = "harvest:departments:list";
    expect(permissionState({ name, granted: true, optional: true })).toBe("Granted: fills in the department");
    expect(permissionState({ name, granted: false, optional: true })).toBe("Not granted (optional): The department stays empty.");
    expect(permissionState({ name, granted: false, optional: false })).toBe("Not granted: fills in the department");
    expect(permissionState({ name: "harvest:other:list", granted: true, optional: true })).toBe("Granted");
  });

  it("say where a missing one is selected, as Greenhouse prints it", () => {
    expect(missingPermissions("v1", v1Permissions).remedy).toBe(
      "In Greenhouse, open the key, choose Manage Permissions, and under Candidates select Get: Retrieve Candidate and under Offers select Get: List Offers. Then try again.",
    );
    expect(missingPermissions("v3", ["harvest:offers:list"])).toEqual({
      consequence: "This credential can’t list offers, so hires couldn’t be found.",
      remedy: "In Greenhouse, open the credential, choose Manage Scopes, and select harvest:offers:list. Then try again.",
    });
  });
});
