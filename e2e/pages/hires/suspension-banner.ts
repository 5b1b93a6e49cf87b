import type { Locator, Page } from "@playwright/test";
import { Screen } from "@/e2e/pages/screen";
import * as m from "@/lib/messages/generated/hires/suspension";

/** What a record says of a hire whom Greenhouse no longer shows as hired, with what HR can decide. */
export class SuspensionBanner extends Screen {
  readonly title: Locator;
  readonly keep: Locator;
  readonly withdraw: Locator;

  constructor(page: Page) {
    super(page);
    this.title = page.getByText(m.title(), { exact: true });
    this.keep = this.button(m.keep());
    this.withdraw = this.button(m.withdraw());
  }
}
