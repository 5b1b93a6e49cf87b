import type { Locator, Page } from "@playwright/test";
import { Screen } from "@/e2e/pages/screen";
import * as m from "@/lib/messages/generated/hires/suspension";

/** What a record says of a hire whom Greenhouse no longer shows as hired, with what HR can decide. */
export class SuspensionBanner extends Screen {
  readonly title: Locator;
  readonly keep: Locator;
  private readonly withdrawNow: Locator;

  constructor(page: Page) {
    super(page);
    this.title = page.getByText(m.title(), { exact: true });
    this.keep = this.button(m.keep());
    this.withdrawNow = this.button(m.withdraw()).first();
  }

  /** Withdraws the hire before the time is over, and confirms it. */
  async withdraw(): Promise<void> {
    await this.withdrawNow.click();
    await this.dialog.getByRole("button", { name: m.withdraw() }).click();
  }
}
