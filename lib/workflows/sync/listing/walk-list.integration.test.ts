import { expect, it } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import { connectedAdmin, connections, syncOf } from "@/e2e/fixtures/greenhouse";
import { testGreenhouse } from "@/e2e/fixtures/hooks/greenhouse";
import { hireCandidate } from "@/e2e/sandbox/control/hires";
import { demoClients } from "@/e2e/sandbox/server";
import { greenhouseView } from "@/lib/connections/data";
import { inOrganization } from "@/lib/platform/db";

testDatabase();

const sandbox = testGreenhouse();

const withoutJobs = { apiVersion: "v3", clientId: demoClients.withoutJobs.id, clientSecret: demoClients.withoutJobs.secret } as const;

it.each([
  ["v1", "no permission for", connections.v1, "/v1/jobs?page=2", "listingNext"],
  ["v1", "no knowledge of", connections.v1, "/v1/offers?page=none", "listingNext"],
  ["v3", "no permission for", withoutJobs, "/v3/jobs?cursor=abc", "listingNext"],
  ["v3", "no knowledge of", connections.v3, "/v3/offers?cursor=abc", "listingNext"],
  ["v3", "no permission for, of the hired applications,", withoutJobs, "/v3/jobs?cursor=abc", "hiredNext"],
  ["v3", "no knowledge of, of the hired applications,", connections.v3, "/v3/applications?cursor=abc", "hiredNext"],
])(
  "over Harvest %s a place that Greenhouse has %s costs a listing from the watermark, and no sync",
  async (_, _refused, given, path, column) => {
    const actor = await connectedAdmin(given);
    await syncOf(actor);
    await inOrganization(actor.organizationId, (tx) => tx.partnerIntegration.updateMany({ data: { [column]: `${sandbox().url}${path}` } }));
    hireCandidate(sandbox().world, Date.now(), { complete: true });
    expect(await syncOf(actor)).toMatchObject({ status: "succeeded", counts: { added: 1 } });
    const { status, permissions } = await inOrganization(actor.organizationId, greenhouseView);
    expect(status).toBe("connected");
    expect(permissions.filter(({ optional, granted }) => !optional && !granted)).toEqual([]);
  },
);
