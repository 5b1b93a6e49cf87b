import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { basic, linked } from "@/e2e/sandbox/requests";
import { demoKeys, type Sandbox, startSandbox } from "@/e2e/sandbox/server";
import { buildHire } from "@/e2e/sandbox/world/hire-builder";
import { World } from "@/e2e/sandbox/world/world";

const KEY = "key-that-lists-applications-00001";
const applicationsSchema = z.array(z.looseObject({ id: z.number(), candidate_id: z.number(), applied_at: z.string() }));

let sandbox: Sandbox;
let applications: number[];

beforeAll(async () => {
  const world = new World();
  const job = world.job("Site Nurse");
  applications = [0, 10, 20].flatMap((acceptedDaysAgo, number) => {
    const name = ["Ida", "Nowak", "ida"] as const;
    return world.add(buildHire({ name, number, job, now: Date.now(), startsInDays: 7, acceptedDaysAgo })).applicationIds;
  });
  sandbox = await startSandbox({ port: 0, world });
  sandbox.keys.add(KEY, world, ["list_applications"]);
});
afterAll(() => sandbox.close());

function list(query: string, key = KEY): Promise<Response> {
  return fetch(`${sandbox.url}/v1/applications?${query}`, { headers: basic(key) });
}

async function idsOf(query: string): Promise<number[]> {
  const answer = await list(query);
  expect(answer.status).toBe(200);
  return applicationsSchema.parse(await answer.json()).map(({ id }) => id);
}

test("applications are listed only for a key with that permission, which the portal's key does not have", async () => {
  expect((await list("", demoKeys.good)).status).toBe(403);
  expect(await idsOf("")).toEqual(applications);
});

test("created_after counts from when the person applied, so a later hire does not bring an application back", async () => {
  const [newest = 0, , oldest = 0] = applications;
  const since = new Date(sandbox.world.application(newest).appliedAt).toISOString();
  sandbox.world.unhire(oldest);
  sandbox.world.hire(oldest);
  expect(await idsOf(`created_after=${since}`)).toEqual([newest]);
  expect(await idsOf(`last_activity_after=${new Date(Date.now() - 60_000).toISOString()}`)).toContain(oldest);
});

test("a page of applications links to the next one, with the filter", async () => {
  sandbox.world.unhire(applications[1] ?? 0);
  const first = await list("status=hired&per_page=1&skip_count=true");
  const next = linked(first, "next");
  expect(next).toContain("status=hired");
  expect(await idsOf(new URL(next ?? "").search.slice(1))).toEqual([applications[2]]);
});
