import { expect, it } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import { makeOrganization } from "@/e2e/fixtures/hires";
import { claimRenewal } from "@/lib/connections/tokens/mutations";
import { inOrganization } from "@/lib/platform/db";

testDatabase();

it("one of many who claim a renewal at once has it, and nobody fails", async () => {
  for (let round = 0; round < 15; round++) {
    const organizationId = await makeOrganization();
    const { id: integrationId } = await inOrganization(organizationId, (tx) => tx.partnerIntegration.create({ data: { organizationId } }));
    const claims = await Promise.all(
      Array.from({ length: 10 }, () => inOrganization(organizationId, (tx) => claimRenewal(tx, organizationId, integrationId, 30))),
    );
    expect(claims.filter((claim) => claim !== null)).toHaveLength(1);
  }
});
