import { expect, it } from "vitest";
import { sortings, sortingWords } from "@/components/hires/list/sortings";
import { newHireSorts } from "@/lib/hires/codes";

it("every order that the list can have is offered, under a name of its own", () => {
  expect(Object.keys(sortings).sort()).toEqual([...newHireSorts].sort());
  expect(new Set(newHireSorts.map(sortingWords)).size).toBe(newHireSorts.length);
});
