import { expect, it } from "vitest";
import { keptRejections } from "@/lib/sync-runs/data";

it("a run's rejections leave as they are described, without what a connector kept beside them", () => {
  const rejections = [{ kind: "offer", id: "12", reason: "sent_at: expected a date", changedAt: "2026-01-01T00:00:00Z" }];
  expect(keptRejections({ rejections })).toEqual([{ kind: "offer", id: "12", reason: "sent_at: expected a date" }]);
});
