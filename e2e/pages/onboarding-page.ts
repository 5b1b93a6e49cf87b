import type { Locator, Page } from "@playwright/test";
import { Screen } from "@/e2e/pages/screen";

/** What a new hire sees behind the link of an invitation. */
export class OnboardingPage extends Screen {
  readonly start: Locator;
  readonly started: Locator;
  readonly expired: Locator;
  readonly newerLink: Locator;

  constructor(page: Page) {
    super(page);
    this.start = this.button("Start onboarding");
    this.started = page.getByRole("heading", { name: /Your onboarding has started/ });
    this.expired = page.getByRole("heading", { name: "This link has expired" });
    this.newerLink = page.getByRole("heading", { name: "Use your newest link" });
  }

  welcome(firstName: string): Locator {
    return this.page.getByRole("heading", { name: new RegExp(`Welcome, ${firstName}`) });
  }

  /** Reports incorrect details to HR. */
  async tellHr(note: string): Promise<void> {
    await this.page.getByText("Report incorrect details").click();
    await this.page.getByRole("textbox").fill(note);
    await this.button("Send to HR").click();
  }
}
