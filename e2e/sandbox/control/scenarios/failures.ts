import { z } from "zod";
import type { Fault } from "@/e2e/sandbox/control/faults";
import { onAccount, type Scene, scenario } from "@/e2e/sandbox/control/scenarios/scenario";
import type { Outcome } from "@/e2e/sandbox/control/stage";

const times = (usual: number) =>
  onAccount.extend({
    count: z.number().int().min(1).max(10_000).default(usual).meta({ title: "Requests" }),
    pathPrefix: z.string().max(200).default("").meta({ title: "Paths that begin with (empty: all)" }),
  });

/** What goes wrong for the next requests of an account. */
export const failures = {
  "answer-429": scenario(
    "Answer 429",
    "Refuses the next requests for their rate, to be tried again after some seconds.",
    times(5).extend({ retryAfter: z.number().int().min(0).max(3_600).default(1).meta({ title: "Retry after (s)" }) }),
    (scene, { count, pathPrefix, retryAfter }) => inject(scene, { kind: "429", count, pathPrefix, retryAfter }, "answered with HTTP 429"),
  ),
  "fail-five": scenario(
    "Fail the next requests (HTTP 500)",
    "Answers the next requests with HTTP 500.",
    times(5),
    (scene, { count, pathPrefix }) => inject(scene, { kind: "500", count, pathPrefix }, "answered with HTTP 500"),
  ),
  "answer-503": scenario("Answer 503", "Answers the next requests with HTTP 503.", times(5), (scene, { count, pathPrefix }) =>
    inject(scene, { kind: "503", count, pathPrefix }, "answered with HTTP 503"),
  ),
  "drop-connections": scenario(
    "Drop connections",
    "Resets the connections of the next requests.",
    times(5),
    (scene, { count, pathPrefix }) => inject(scene, { kind: "reset", count, pathPrefix }, "dropped"),
  ),
  "refuse-address": scenario(
    "Refuse this address",
    "Answers the next requests with HTTP 403, as where a credential is limited to other IP addresses.",
    times(50).extend({ pathPrefix: z.string().max(200).default("/v3/").meta({ title: "Paths that begin with" }) }),
    (scene, { count, pathPrefix }) => inject(scene, { kind: "403", count, pathPrefix }, "answered with HTTP 403"),
  ),
  "lose-answers": scenario(
    "Lose answers",
    "Does what the next requests ask for, and breaks the connection before the answer.",
    times(1),
    (scene, { count, pathPrefix }) => inject(scene, { kind: "lost", count, pathPrefix }, "performed, and the answer lost"),
  ),
  slow: scenario(
    "Delay responses",
    "Sends the next responses late, unchanged.",
    times(10).extend({ seconds: z.number().min(0).max(120).default(3).meta({ title: "Delay (s)" }) }),
    (scene, { count, pathPrefix, seconds }) =>
      inject(scene, { kind: "slow", count, pathPrefix, delayMs: seconds * 1_000 }, `answered ${seconds} s late`),
  ),
  "broken-answers": scenario(
    "Send broken answers",
    "Sends what is no answer of Greenhouse: half of a JSON, a body cut off, a gateway's page.",
    times(5).extend({
      kind: z.enum(["broken-json", "cut-off", "html", "no-ratelimit-headers"]).default("broken-json").meta({ title: "Kind" }),
    }),
    (scene, { count, pathPrefix, kind }) => inject(scene, { kind, count, pathPrefix }, `answered wrongly (${kind})`),
  ),
  "end-failures": scenario("End all failures", "Takes back what has not gone wrong yet.", onAccount, ({ stage, world }) => {
    stage.faults.clear(world);
    return { summary: "The account's requests are answered as usual." };
  }),
};

function inject({ stage, world }: Scene, fault: Fault, what: string): Outcome {
  stage.faults.add({ ...fault, account: world });
  const requests = fault.count === 1 ? "request of the account is" : `${fault.count} requests of the account are`;
  return { summary: `The next ${requests} ${what}${fault.pathPrefix ? `, to paths that begin with ${fault.pathPrefix}` : ""}.` };
}
