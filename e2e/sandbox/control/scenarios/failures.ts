import { z } from "zod";
import type { Fault } from "@/e2e/sandbox/control/faults";
import { onAccount, scenario } from "@/e2e/sandbox/control/scenarios/scenario";
import type { Outcome, Stage } from "@/e2e/sandbox/control/stage";

const times = (usual: number) =>
  onAccount.extend({
    count: z.number().int().min(1).max(10_000).default(usual).meta({ title: "Requests" }),
    pathPrefix: z.string().max(200).default("").meta({ title: "Paths that begin with (empty: all)" }),
  });

/** What goes wrong for the next requests, whichever account they are of. */
export const failures = {
  "answer-429": scenario(
    "Answer 429",
    "Refuses the next requests for their rate, to be tried again after some seconds.",
    times(5).extend({ retryAfter: z.number().int().min(0).max(3_600).default(1).meta({ title: "Retry after (s)" }) }),
    ({ stage }, { count, pathPrefix, retryAfter }) =>
      inject(stage, { kind: "429", count, pathPrefix, retryAfter }, "answered with HTTP 429"),
  ),
  "fail-five": scenario(
    "Fail the next requests (HTTP 500)",
    "Answers the next requests with HTTP 500.",
    times(5),
    ({ stage }, { count, pathPrefix }) => inject(stage, { kind: "500", count, pathPrefix }, "answered with HTTP 500"),
  ),
  "answer-503": scenario("Answer 503", "Answers the next requests with HTTP 503.", times(5), ({ stage }, { count, pathPrefix }) =>
    inject(stage, { kind: "503", count, pathPrefix }, "answered with HTTP 503"),
  ),
  "drop-connections": scenario(
    "Drop connections",
    "Resets the connections of the next requests.",
    times(5),
    ({ stage }, { count, pathPrefix }) => inject(stage, { kind: "reset", count, pathPrefix }, "dropped"),
  ),
  "refuse-address": scenario(
    "Refuse this address",
    "Answers the next requests with HTTP 403, as where a credential is limited to other IP addresses.",
    times(50).extend({ pathPrefix: z.string().max(200).default("/v3/").meta({ title: "Paths that begin with" }) }),
    ({ stage }, { count, pathPrefix }) => inject(stage, { kind: "403", count, pathPrefix }, "answered with HTTP 403"),
  ),
  "lose-answers": scenario(
    "Lose answers",
    "Does what the next requests ask for, and breaks the connection before the answer.",
    times(1),
    ({ stage }, { count, pathPrefix }) => inject(stage, { kind: "lost", count, pathPrefix }, "performed, and the answer lost"),
  ),
  slow: scenario(
    "Delay responses",
    "Sends the next responses late, unchanged.",
    times(10).extend({ seconds: z.number().min(0).max(120).default(3).meta({ title: "Delay (s)" }) }),
    ({ stage }, { count, pathPrefix, seconds }) =>
      inject(stage, { kind: "slow", count, pathPrefix, delayMs: seconds * 1_000 }, `answered ${seconds} s late`),
  ),
  "broken-answers": scenario(
    "Send broken answers",
    "Sends what is no answer of Greenhouse: half of a JSON, a body cut off, a gateway's page.",
    times(5).extend({
      kind: z.enum(["broken-json", "cut-off", "html", "no-ratelimit-headers"]).default("broken-json").meta({ title: "Kind" }),
    }),
    ({ stage }, { count, pathPrefix, kind }) => inject(stage, { kind, count, pathPrefix }, `answered wrongly (${kind})`),
  ),
  "end-failures": scenario("End all failures", "Takes back what has not gone wrong yet.", onAccount, ({ stage }) => {
    stage.faults.clear();
    return { summary: "Requests are answered as usual." };
  }),
};

function inject({ faults }: Stage, fault: Fault, what: string): Outcome {
  faults.add(fault);
  const requests = fault.count === 1 ? "request is" : `${fault.count} requests are`;
  return { summary: `The next ${requests} ${what}${fault.pathPrefix ? `, to paths that begin with ${fault.pathPrefix}` : ""}.` };
}
