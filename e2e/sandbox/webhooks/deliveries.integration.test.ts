import { createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { steer } from "@/e2e/sandbox/requests";
import { demoKeys, type Sandbox, startSandbox } from "@/e2e/sandbox/server";
import { oddCases } from "@/e2e/sandbox/world/odd-cases";
import { deleteCandidate } from "@/e2e/sandbox/world/removals";

interface Received {
  headers: IncomingHttpHeaders;
  raw: Buffer;
  action: string;
  payload: unknown;
}

const secret = "the-secret-of-the-webhook";
const bodySchema = z.object({ action: z.string(), payload: z.unknown() });

let sandbox: Sandbox;
let receiver: Server;
let url: string;
let received: Received[];
/** What the receiver answers next; 200 when there is nothing. */
let answers: number[];

beforeEach(async () => {
  sandbox = await startSandbox({ port: 0, webhookRetrySeconds: [0.02, 0.02] });
  received = [];
  answers = [];
  receiver = createServer(async (request, response) => {
    const raw = await buffer(request);
    received.push({ headers: request.headers, raw, ...bodySchema.parse(JSON.parse(raw.toString("utf8"))) });
    response.writeHead(answers.shift() ?? 200).end();
  });
  await new Promise<void>((listening) => receiver.listen(0, "127.0.0.1", listening));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/webhook`;
});
afterEach(async () => {
  await sandbox.close();
  await new Promise((closed) => receiver.close(closed));
});

async function register(account: object = {}): Promise<unknown> {
  return (await steer(sandbox, "/control/webhooks", { url, secret, ...account })).json();
}

/** What arrived after the ping. */
async function changes(count: number): Promise<Received[]> {
  await vi.waitFor(() => expect(received.length).toBe(count + 1), { timeout: 5_000 });
  return received.slice(1);
}

test("registering sends a ping, and a webhook that does not answer it with 200 is not enabled", async () => {
  answers.push(500);
  expect(await register()).toEqual({ enabled: false });
  await steer(sandbox, "/control/hire");
  expect(received.map(({ action }) => action)).toEqual(["ping"]);
  expect(await register()).toEqual({ enabled: true });
});

test("the signature is that of the bytes that arrive, which are ASCII whatever the name", async () => {
  await register();
  await steer(sandbox, "/control/hire", { firstName: "Zoë", lastName: "山本 🌞" });
  const [hire] = await changes(1);
  const expected = createHmac("sha256", secret)
    .update(hire?.raw ?? "")
    .digest("hex");
  expect(hire?.headers.signature).toBe(`sha256 ${expected}`);
  expect(hire?.raw.every((byte) => byte < 128)).toBe(true);
  expect(hire).toMatchObject({
    action: "hire_candidate",
    payload: { application: { candidate: { first_name: "Zoë", last_name: "山本 🌞" }, offer: { version: 1 } } },
  });
});

describe("what is told", () => {
  const { applicationId, candidateId } = oddCases.decomposedName;
  test.each<[string, () => void, object]>([
    ["unhire_candidate", () => sandbox.world.unhire(applicationId), { application: { id: applicationId, status: "active" } }],
    ["offer_updated", () => sandbox.world.rescind(applicationId), { application_id: applicationId, offer_status: "Rejected" }],
    ["update_candidate", () => sandbox.world.correct(candidateId, { lastName: "Corrected" }), { candidate: { last_name: "Corrected" } }],
    [
      "delete_candidate",
      () => deleteCandidate(sandbox.world, candidateId),
      { person: { id: candidateId, deleted_application_ids: [applicationId] } },
    ],
    [
      "hire_candidate",
      () => sandbox.world.hire(oddCases.notYetHired.applicationId),
      { application: { id: oddCases.notYetHired.applicationId, job: expect.objectContaining({ name: expect.any(String) }) } },
    ],
    [
      "application_updated",
      () => sandbox.world.assignJob(applicationId, sandbox.world.job("Another Job")),
      { application: { id: applicationId, jobs: [{ name: "Another Job" }] } },
    ],
  ])("%s, with the ids it is about", async (action, change, payload) => {
    await register();
    change();
    expect(await changes(1)).toMatchObject([{ action, payload }]);
  });

  test("a new version of an offer, and the earlier one that it deprecates", async () => {
    await register();
    sandbox.world.newOfferVersion(applicationId, { startsOn: "2027-02-01" });
    const told = (await changes(2)).map(({ action, payload }) => ({ action, payload }));
    expect(told).toEqual(
      expect.arrayContaining([
        { action: "offer_updated", payload: expect.objectContaining({ version: 1, offer_status: "Deprecated" }) },
        { action: "offer_updated", payload: expect.objectContaining({ version: 2, offer_status: "Accepted", start_date: "02/01/2027" }) },
      ]),
    );
  });
});

describe("delivery", () => {
  test("what is not answered with 200 comes again, the same delivery, until it is or the waits are used up", async () => {
    await register();
    answers.push(500, 302);
    sandbox.world.unhire(oddCases.decomposedName.applicationId);
    const three = await changes(3);
    expect(new Set(three.map(({ headers }) => headers["greenhouse-event-id"])).size).toBe(1);
    answers.push(500, 500, 500);
    sandbox.world.hire(oddCases.decomposedName.applicationId);
    await changes(6);
    await new Promise((resume) => setTimeout(resume, 100));
    expect(received.length).toBe(7);
  });

  test("each delivery has an id of its own", async () => {
    await register();
    sandbox.world.unhire(oddCases.decomposedName.applicationId);
    sandbox.world.hire(oddCases.decomposedName.applicationId);
    const [one, other] = await changes(2);
    expect(one?.headers["greenhouse-event-id"]).not.toBe(other?.headers["greenhouse-event-id"]);
  });

  test("a webhook hears of its own account only, and of nothing once it is cleared", async () => {
    await register({ account: demoKeys.emptyAccount });
    await steer(sandbox, "/control/hire");
    await steer(sandbox, "/control/hire", { account: demoKeys.emptyAccount });
    await changes(1);
    await steer(sandbox, "/control/webhooks/clear", { account: demoKeys.emptyAccount });
    await steer(sandbox, "/control/hire", { account: demoKeys.emptyAccount });
    await new Promise((resume) => setTimeout(resume, 100));
    expect(received.length).toBe(2);
  });

  test("the page says where changes are sent", async () => {
    const page = async () => (await fetch(sandbox.url)).text();
    expect(await page()).toContain("No webhook is registered.");
    await register();
    expect(await page()).toContain(url);
  });
});
