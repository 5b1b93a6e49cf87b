import { expect, it } from "vitest";
import { hasChangedForms, hasWork, noteWork } from "@/components/ui/unsaved/changed-forms";

it("work that no one typed holds the page when a session ends, and asks nothing of who leaves it", () => {
  const forget = [noteWork(), noteWork()];
  expect([hasWork(), hasChangedForms()]).toEqual([true, false]);
  forget[0]?.();
  expect(hasWork()).toBe(true);
  forget[1]?.();
  expect(hasWork()).toBe(false);
});
