import type { Download, Locator, Page } from "@playwright/test";
import { Screen } from "@/e2e/pages/screen";
import * as m from "@/lib/messages/generated/reconciliation";
import { reconciliationPage } from "@/lib/platform/paths/pages";

/** Greenhouse's hired people beside ours. */
export class ReconciliationPage extends Screen {
  readonly allAgree: Locator;
  readonly rangeBackwards: Locator;

  constructor(page: Page) {
    super(page);
    this.allAgree = page.getByText(m.allAgree(), { exact: true });
    this.rangeBackwards = page.getByText(m.rangeBackwards(), { exact: true });
  }

  async open(): Promise<void> {
    await this.page.goto(reconciliationPage);
  }

  /** Compares the people who start in these days. */
  async compare(from: string, to: string): Promise<void> {
    await this.page.getByLabel(m.startsFrom()).fill(from);
    await this.page.getByLabel(m.startsTo()).fill(to);
    await this.page.getByRole("button", { name: m.compare(), exact: true }).click();
  }

  /** How many there are in Greenhouse and here. */
  summary(there: number, here: number): Locator {
    return this.page.getByRole("heading", { name: m.summary({ there, here }) });
  }

  /** Someone whose record differs, and in which field. */
  different(name: string): Locator {
    return this.page.getByRole("listitem").filter({ hasText: name }).filter({ hasText: m.byHr() });
  }

  async export(): Promise<Download> {
    const [download] = await Promise.all([
      this.page.waitForEvent("download"),
      this.page.getByRole("link", { name: m.exportCsv() }).click(),
    ]);
    return download;
  }
}
