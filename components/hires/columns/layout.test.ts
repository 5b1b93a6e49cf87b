import { describe, expect, it } from "vitest";
import {
  defaultColumns,
  isDefault,
  knownColumns,
  moved,
  ownLayout,
  shownLayout,
  standardColumns,
  storedLayout,
} from "@/components/hires/columns/layout";
import { listLayoutSchema } from "@/lib/hires/views/schema";

const none = ownLayout({ layout: null });

describe("the list's layout", () => {
  it("is the default one until a person arranges the list", () => {
    expect(none).toEqual({ columns: defaultColumns, density: "comfortable", widths: {} });
    expect(isDefault(none)).toBe(true);
  });

  it("is the person's own, and ignores columns that this release does not know", () => {
    const layout = { columns: ["starts", "salary", "job", "starts"], widths: { job: 240, salary: 90, name: 300 }, compact: true };
    expect(ownLayout({ layout })).toEqual({ columns: ["starts", "job"], density: "compact", widths: { name: 300, job: 240 } });
  });

  it("is what an address says, where it says something; widths stay the person's own", () => {
    const own = { ...none, widths: { job: 240 } };
    expect(shownLayout(own, { columns: ["manager"], density: null }, [])).toEqual({ ...own, columns: ["manager"] });
    expect(shownLayout(own, { columns: [], density: "compact" }, [])).toEqual({ ...own, columns: [], density: "compact" });
    expect(shownLayout(own, { columns: null, density: null }, [])).toEqual(own);
  });

  it("is kept as it is shown", () => {
    const shown = { columns: [...standardColumns].reverse(), density: "compact" as const, widths: { name: 200 } };
    const stored = storedLayout(shown);
    expect(listLayoutSchema.parse(stored)).toEqual(stored);
    expect(ownLayout({ layout: stored })).toEqual(shown);
  });
});

describe("a column", () => {
  it("moves to a place, and the others keep their order", () => {
    expect(moved(["job", "starts", "since"], "job", 2)).toEqual(["starts", "since", "job"]);
    expect(moved(["job", "starts", "since"], "since", 0)).toEqual(["since", "job", "starts"]);
    expect(moved(["job", "starts"], "job", 9)).toEqual(["starts", "job"]);
    expect(moved(["job", "starts"], "manager", 1)).toEqual(["job", "manager", "starts"]);
  });

  it("is named once, and known", () => {
    expect(knownColumns(["job", "job", "constructor", "starts"])).toEqual(["job", "starts"]);
  });
});
