import { describe, expect, it } from "vitest";
import { MAX_REJECTIONS, mergeRejections, noCounts } from "@/lib/sync-runs/rules";
import { type SyncRejection, syncCountsSchema } from "@/lib/sync-runs/schema";

function rejection(id: string, kind: SyncRejection["kind"] = "offer"): SyncRejection {
  return { kind, id, reason: "starts_at: expected string" };
}

describe("the rejections that a run keeps", () => {
  it("hold each record once, though a resumed run meets it again", () => {
    const kept = [rejection("1"), rejection("2")];
    expect(mergeRejections(kept, [rejection("2"), rejection("3")])).toEqual({ all: [...kept, rejection("3")], fresh: 1 });
  });

  it("tell an offer and a candidate with the same number apart", () => {
    expect(mergeRejections([rejection("1", "offer")], [rejection("1", "candidate")]).fresh).toBe(1);
  });

  it("count every record whose id could not be read, because they cannot be told apart", () => {
    expect(mergeRejections([rejection("unknown")], [rejection("unknown"), rejection("unknown")])).toMatchObject({ fresh: 2 });
  });

  it("end at a number, while the count goes on", () => {
    const many = Array.from({ length: MAX_REJECTIONS + 50 }, (_, at) => rejection(String(at)));
    const { all, fresh } = mergeRejections([rejection("first")], many);
    expect(all).toHaveLength(MAX_REJECTIONS);
    expect(all[0]).toEqual(rejection("first"));
    expect(fresh).toBe(MAX_REJECTIONS + 50);
  });

  it("stay as they are when nothing new came", () => {
    const kept = [rejection("1")];
    expect(mergeRejections(kept, [])).toEqual({ all: kept, fresh: 0 });
  });
});

it("a run begins with every count at zero", () => {
  expect(Object.keys(noCounts).sort()).toEqual(Object.keys(syncCountsSchema.shape).sort());
  expect(new Set(Object.values(noCounts))).toEqual(new Set([0]));
});
