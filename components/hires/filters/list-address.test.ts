import { describe, expect, it } from "vitest";
import {
  addressOfView,
  changed,
  cleared,
  filterNames,
  isNarrowed,
  isSameView,
  type ListAddress,
  listConditions,
  listFilter,
  listHref,
  listOfFound,
  nextPage,
  parseListAddress,
  previousPage,
  viewQuery,
} from "@/components/hires/filters/list-address";
import { newHireConditionsSchema } from "@/lib/hires/conditions/schema";

const read = (query: string) => parseListAddress(new URLSearchParams(query));
const first: ListAddress = {
  status: "pending",
  search: "",
  filters: {},
  sort: "startDate",
  columns: null,
  density: null,
  view: null,
  page: 1,
  trail: [],
};

describe("the list's address", () => {
  it("without anything is the first page of the pending hires", () => {
    expect(read("")).toEqual(first);
    expect(listHref("/list", first)).toBe("/list?status=pending");
  });

  it.each([
    "status=all&search=J%C3%B6rg+%26+co",
    "status=on_hold&attention=possible_duplicate&startFrom=2027-05-01&startTo=2027-05-31",
    "status=pending&department=Kitchen&department=Bar&employmentType=Full-time&starts=next_7_days",
    "status=invited&jobTitle=Chef&department=Kitchen&location=Oslo&changedBy=hr&sort=-updatedAt",
    "status=excluded&columns=package+job&density=compact&view=01890a5d-ac96-774b-bcce-b302099a8057",
    "status=all&columns=job+starts+detail+since&density=comfortable",
    "status=pending&missing=startDate&page=3&cursor=a&cursor=b",
    "status=pending&page=40&cursor=a&cursor=b",
  ])("%s says the same after it was read and written", (query) => {
    const [before = "", fragment = ""] = listHref("/list", read(query)).replace("/list?", "").split("#");
    expect([...new URLSearchParams(before), ...new URLSearchParams(fragment)].sort()).toEqual([...new URLSearchParams(query)].sort());
  });

  it("names a person in its fragment alone, which no browser sends", () => {
    expect(listHref("/list", { ...first, search: "Ada Lovelace", filters: { location: ["Oslo"] } })).toBe(
      "/list?status=pending&location=Oslo#search=Ada+Lovelace",
    );
  });

  it("of what a search finds has the hires of every tab, the latest start first", () => {
    expect(listHref("/list", listOfFound("Ada"))).toBe("/list?status=all&sort=-startDate#search=Ada");
  });

  it("names what own fields hold in its fragment alone", () => {
    const address = read("status=all&x_size=M&x_size=L&x_%20=M&missing=x_laptop");
    expect(address.filters).toEqual({ x_size: ["M", "L"], missing: ["x_laptop"] });
    expect(listHref("/list", address)).toBe("/list?status=all&missing=x_laptop#x_size=M&x_size=L");
  });

  it("is kept as a view with its search and without its place", () => {
    const query = viewQuery({ ...first, search: "ada", page: 2, trail: ["a"] });
    expect(query).toBe("status=pending&search=ada");
    expect(read(query)).toEqual({ ...first, search: "ada" });
  });

  it("is the same view wherever in it one stands, and whatever the order of a filter's values", () => {
    const saved = read("status=pending&department=Bar&department=Kitchen&sort=name");
    expect(isSameView(saved, { ...read("sort=name&department=Kitchen&department=Bar"), page: 2, trail: ["a"] })).toBe(true);
    for (const other of [
      "status=all&department=Bar&department=Kitchen&sort=name",
      "department=Bar&sort=name",
      "department=Bar&department=Kitchen",
    ])
      expect(isSameView(saved, read(other)), other).toBe(false);
    expect(isSameView(saved, { ...saved, columns: ["job"] })).toBe(false);
  });

  it.each([
    ["a status", "status=everyone"],
    ["an order", "sort=salary"],
    ["a filter's value", "attention=nonsense&startFrom=2027-02-30&changedBy=me&missing=salary&starts=someday"],
    ["a density", "density=tiny"],
    ["a page without the way to it", "page=7"],
    ["a page that the way does not reach", "page=nonsense"],
  ])("takes %s that does not exist for the default", (_, query) => {
    expect(read(query)).toEqual(first);
  });

  it("keeps the valid values of a filter where others beside them are not", () => {
    expect(read("attention=nonsense&attention=scheduled&attention=by_hand").filters).toEqual({ attention: ["scheduled", "by_hand"] });
    const many = Array.from({ length: 60 }, (_, at) => `department=${at}`).join("&");
    expect(read(many).filters.department).toHaveLength(50);
  });

  it.each(
    [...filterNames, "x_size" as const].flatMap((name) =>
      ["", " ", "Oslo", " Oslo ", "x".repeat(200), "x".repeat(201), "2028-02-29", "2027-02-29", "1899-12-31", "2200-01-01"]
        .concat("scheduled", "jobTitle", "today", "overdue", "greenhouse", "constructor", "x_size", "x_")
        .map((value) => [name, value] as const),
    ),
  )("takes for %s what the API takes, and nothing else: %j", (name, value) => {
    const parsed = newHireConditionsSchema.safeParse({ [name]: value });
    expect(parseListAddress(new URLSearchParams({ [name]: value })).filters[name]).toEqual(parsed.data?.[name]);
  });

  it("keeps known columns in the order that it names, and none where none is known", () => {
    expect(read("columns=since job nonsense job").columns).toEqual(["since", "job"]);
    expect(read("columns=nonsense").columns).toEqual([]);
    expect(listHref("/list", { ...first, columns: [] })).toBe("/list?status=pending&columns=-");
    expect(read("columns=-").columns).toEqual([]);
  });

  it("names the view that it began as, which is no part of what a view keeps", () => {
    const view = "01890a5d-ac96-774b-bcce-b302099a8057";
    const address = addressOfView({ id: view, query: "status=invited&search=ada" });
    expect(address).toEqual({ ...first, status: "invited", search: "ada", view });
    expect(listHref("/list", address)).toBe(`/list?status=invited&view=${view}#search=ada`);
    expect(viewQuery(address)).toBe("status=invited&search=ada");
    expect(read("view=mine").view).toBeNull();
  });

  it("takes a page number for wrong that the way to the page contradicts", () => {
    expect(read("page=2&cursor=a&cursor=b")).toMatchObject({ page: 3, trail: ["a", "b"] });
    expect(read("page=1.5&cursor=a")).toMatchObject({ page: 2 });
  });

  it("cuts a search that is longer than the API takes", () => {
    expect(read(`search=${"x".repeat(300)}`).search).toHaveLength(200);
  });
});

describe("what the API is asked", () => {
  it("names no status for all, and no search of spaces", () => {
    expect(listConditions({ ...first, status: "all", search: "  " })).toEqual({});
    expect(listConditions({ ...first, search: " ada ", filters: { location: ["Oslo", "Bergen"] } })).toEqual({
      status: ["pending"],
      search: "ada",
      location: ["Oslo", "Bergen"],
    });
  });

  it("is the page at the last cursor", () => {
    expect(listFilter({ ...first, page: 3, trail: ["a", "b"] })).toEqual({
      status: ["pending"],
      sort: "startDate",
      cursor: "b",
      limit: 50,
    });
    expect(listFilter(first).cursor).toBeUndefined();
  });
});

describe("a narrowed list", () => {
  it.each([
    [{}, false],
    [{ search: "  " }, false],
    [{ search: "ada" }, true],
    [{ filters: { location: ["Oslo"] } }, true],
    [{ sort: "name" as const }, false],
  ])("%j: %s", (part, narrowed) => {
    expect(isNarrowed({ ...first, ...part })).toBe(narrowed);
  });

  it("is whole again when cleared; its order and columns stay", () => {
    const address: ListAddress = {
      ...first,
      search: "ada",
      filters: { location: ["Oslo"] },
      sort: "name",
      columns: ["job"],
      page: 2,
      trail: ["a"],
    };
    expect(cleared(address)).toEqual({ ...first, sort: "name", columns: ["job"] });
  });
});

describe("the pages", () => {
  it("lead on and back the same way", () => {
    const second = nextPage(first, "a");
    const third = nextPage(second, "b");
    expect(third).toEqual({ ...first, page: 3, trail: ["a", "b"] });
    expect(previousPage(third)).toEqual(second);
    expect(previousPage(second)).toEqual(first);
    expect(previousPage(first)).toBeNull();
  });

  it("remember the last ten, and beyond them lead back to the first", () => {
    let address = first;
    for (let step = 1; step <= 15; step++) address = nextPage(address, `c${step}`);
    expect(address).toMatchObject({ page: 16, trail: Array.from({ length: 10 }, (_, at) => `c${at + 6}`) });
    let back: ListAddress | null = address;
    for (let step = 1; step <= 9; step++) back = back && previousPage(back);
    expect(back).toMatchObject({ page: 7, trail: ["c6"] });
    expect(back && previousPage(back)).toMatchObject({ page: 1, trail: [] });
  });

  it("begin anew with every change", () => {
    expect(changed({ ...first, page: 3, trail: ["a", "b"] }, { sort: "name" })).toEqual({ ...first, sort: "name" });
  });
});
