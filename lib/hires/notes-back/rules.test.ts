import { expect, it } from "vitest";
import { stateOf } from "@/e2e/fixtures/hire-states";
import { notesDue } from "@/lib/hires/notes-back/rules";
import { asApplicationId } from "@/lib/platform/ids";

const of = (status: "pending" | "invited" | "started", applicationId = 1) =>
  stateOf({ status, applicationId: asApplicationId(applicationId) });

it.each([
  ["who becomes invited", of("pending"), { next: of("invited") }, ["invited"]],
  ["who is new and invited", null, { next: of("invited") }, ["invited"]],
  [
    "who is sent an invitation again: the first may not have arrived",
    of("invited"),
    { next: of("invited"), invitations: "resend" },
    ["invited"],
  ],
  ["whose record changes", of("invited"), { next: of("invited") }, []],
  ["who starts", of("invited"), { next: of("started") }, ["started"]],
  ["who had started", of("started"), { next: of("started") }, []],
  ["by hand", null, { next: of("invited", -1) }, []],
  ["by hand who is joined", of("invited", -1), { next: of("invited") }, ["invited"]],
  ["by hand who started and is joined", of("started", -1), { next: of("started") }, ["invited", "started"]],
] as const)("a hire %s", (_, current, change, due) => expect(notesDue(current, change)).toEqual(due));
