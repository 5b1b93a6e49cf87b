import type { Locator, Page } from "@playwright/test";
import { Screen } from "@/e2e/pages/screen";

/** Where people arrive after they signed in. */
export class DashboardPage extends Screen {
  /** Calls the person who signed in by name: the tests' people are Maren and Jonas. */
  readonly greeting: Locator;
  readonly empty: Locator;
  readonly connectGreenhouse: Locator;
  readonly oneStartsSoonAndWaits: Locator;
  readonly oneStartsSoonNotice: Locator;
  readonly mute: Locator;
  readonly oneMuted: Locator;
  private readonly starts: Locator;
  readonly startsChart: Locator;

  constructor(page: Page) {
    super(page);
    this.greeting = this.titled(/Maren|Jonas/);
    this.empty = page.getByText("Connect Greenhouse to get started");
    this.connectGreenhouse = page.getByRole("link", { name: "Connect Greenhouse" });
    this.oneStartsSoonAndWaits = page.getByText("1 person starts within 7 days but can’t be invited yet.");
    this.oneStartsSoonNotice = page.getByText("1 person starts within 3 days and is still pending.").first();
    this.mute = page.getByRole("main").getByRole("button", { name: "Mute", exact: true });
    this.oneMuted = page.getByRole("main").getByText("1 muted notice");
    this.starts = page.locator("section", { has: page.getByRole("heading", { name: "Upcoming start dates" }) });
    this.startsChart = this.starts.locator("svg").first();
  }

  async open(): Promise<void> {
    await this.page.goto("/");
  }

  async showStartsAsTable(): Promise<void> {
    await this.starts.getByRole("button", { name: "Show table" }).click();
  }

  /** Returns the figure of pending hires in the week of the table in which `starting` people start. */
  pendingOfWeek(starting: number, pending: number): Locator {
    const week = this.starts.getByRole("row").filter({ has: this.page.getByRole("cell", { name: String(starting), exact: true }) });
    return week.getByRole("cell", { name: String(pending), exact: true });
  }
}
