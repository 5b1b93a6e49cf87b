import { describe, expect, it } from "vitest";
import { nameReference, type ReferenceStore, References } from "@/lib/greenhouse/references";

/** Returns a store with some values, and the ids written to it. */
function storeOf(stored: Record<number, string> = {}) {
  const written: number[] = [];
  const store: ReferenceStore = {
    read: async (_kind, ids) => new Map(ids.flatMap((id) => (stored[id] === undefined ? [] : [[id, { name: stored[id] }]]))),
    write: async (_kind, values) => {
      written.push(...values.keys());
    },
  };
  return { store, written };
}

function fetcher(exists: (id: number) => boolean = () => true) {
  const requests: number[][] = [];
  const fetch = async (ids: readonly number[]) => {
    requests.push([...ids]);
    return new Map(ids.filter(exists).map((id) => [id, { name: `Job ${id}` }]));
  };
  return { requests, fetch };
}

const upTo = (count: number) => Array.from({ length: count }, (_, at) => at + 1);

describe("references", () => {
  it("are requested once in a run", async () => {
    const { requests, fetch } = fetcher();
    const references = new References(storeOf().store);
    for (let time = 0; time < 3; time++) await references.load("job", [1, 2], [], fetch);
    expect(requests).toEqual([[1, 2]]);
    expect(references.get("job", 2, nameReference)).toEqual({ name: "Job 2" });
  });

  it("that are stored are not requested", async () => {
    const { requests, fetch } = fetcher();
    const references = new References(storeOf({ 1: "Stored" }).store);
    await references.load("job", [1], [], fetch);
    expect(requests).toEqual([]);
    expect(references.get("job", 1, nameReference)).toEqual({ name: "Stored" });
  });

  it("that will be wanted later fill up a request, and never cause another one", async () => {
    const { requests, fetch } = fetcher();
    const references = new References(storeOf().store);
    await references.load("job", [1], upTo(120), fetch);
    expect(requests.map((ids) => ids.length)).toEqual([50]);
    await references.load("job", [2], upTo(120), fetch);
    expect(requests).toHaveLength(1);
  });

  it("that Greenhouse doesn't have are stored as missing", async () => {
    const { requests, fetch } = fetcher((id) => id !== 2);
    const { store, written } = storeOf();
    const references = new References(store);
    await references.load("job", [1, 2], [], fetch);
    await references.load("job", [2], [], fetch);
    expect(requests).toHaveLength(1);
    expect(written).toEqual([1, 2]);
    expect(references.get("job", 2, nameReference)).toBeUndefined();
  });
});
