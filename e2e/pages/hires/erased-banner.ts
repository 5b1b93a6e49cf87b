import type { Locator, Page } from "@playwright/test";
import { Screen } from "@/e2e/pages/screen";
import * as m from "@/lib/messages/generated/hires/erased-there";

/** What a record says of a person whom Greenhouse anonymized or deleted, with what HR can decide. */
export class ErasedBanner extends Screen {
  readonly title: Locator;
  readonly keep: Locator;

  constructor(page: Page) {
    super(page);
    this.title = page.getByText(m.title(), { exact: true }).first();
    this.keep = this.button(m.keep());
  }
}
