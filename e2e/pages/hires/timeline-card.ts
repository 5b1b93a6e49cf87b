import type { Locator, Page } from "@playwright/test";
import { Screen } from "@/e2e/pages/screen";
import * as record from "@/lib/messages/generated/hires/record";
import * as m from "@/lib/messages/generated/hires/undo";

/** What happened to a hire, on the record. */
export class TimelineCard extends Screen {
  /** Takes a change back that is no value of a field: a send time, an exclusion. */
  readonly undo: Locator;
  /** Says that a change can't be undone, since it sent the invitation. */
  readonly sentStays: Locator;

  constructor(page: Page) {
    super(page);
    const card = this.card(record.timeline());
    this.undo = card.getByRole("button", { name: m.undo(), exact: true });
    this.sentStays = card.getByText(m.sentStays());
  }
}
