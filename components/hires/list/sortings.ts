import type { NewHireSort } from "@/lib/hires/codes";
import * as m from "@/lib/messages/generated/hires/list";

/** The list's orders as they are offered, and what each is called in its message. */
export const sortings = {
  startDate: "startDate",
  "-startDate": "startDateDown",
  name: "name",
  "-name": "nameDown",
  "-createdAt": "createdAtDown",
  createdAt: "createdAt",
  "-updatedAt": "updatedAtDown",
  updatedAt: "updatedAt",
} as const satisfies Record<NewHireSort, string>;

/** Returns what an order of the list is called. */
export function sortingWords(sort: NewHireSort): string {
  return m.sorting({ sorting: sortings[sort] });
}
