import { expectTypeOf, it } from "vitest";
import type { lockHires } from "@/lib/hires/lock";
import type { ApplicationId, CandidateId, HireId, OfferId } from "@/lib/platform/ids";

it("an id of one kind, or a bare number or text, does not stand for one of another", () => {
  expectTypeOf<CandidateId>().not.toExtend<ApplicationId>();
  expectTypeOf<OfferId>().not.toExtend<ApplicationId>();
  expectTypeOf<number>().not.toExtend<ApplicationId>();
  expectTypeOf<string>().not.toExtend<HireId>();
  expectTypeOf<{ ids: string[] }>().not.toExtend<Parameters<typeof lockHires>[2]>();
  expectTypeOf<{ ids: HireId[] }>().toExtend<Parameters<typeof lockHires>[2]>();
});
