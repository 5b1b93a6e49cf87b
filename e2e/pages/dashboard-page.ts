import type { Locator, Page } from "@playwright/test";
import { ANYONE, like, Screen } from "@/e2e/pages/screen";
import { type SetupStep, setupSteps } from "@/lib/dashboard/schema";
import type { AttentionCode } from "@/lib/hires/codes";
import * as m from "@/lib/messages/generated/dashboard";
import * as words from "@/lib/messages/generated/hires/words";
import * as mailWords from "@/lib/messages/generated/mail-status";
import * as notices from "@/lib/messages/generated/notices";

/** Where people arrive after they signed in. */
export class DashboardPage extends Screen {
  /** Calls the person who signed in by name: the tests' people are Maren and Jonas. */
  readonly greeting: Locator;
  /** What HR sees before an admin has connected Greenhouse. */
  readonly emptyForHr: Locator;
  /** The way to the first invitation; gone once it is gone. */
  readonly setup: Locator;
  readonly hideSetup: Locator;
  readonly showSetup: Locator;
  readonly undo: Locator;
  readonly oneStartsSoonAndWaits: Locator;
  readonly oneStartsSoonNotice: Locator;
  readonly mute: Locator;
  readonly unmute: Locator;
  readonly oneMuted: Locator;
  readonly heldMail: Locator;
  readonly reviewHeldMail: Locator;
  readonly oneHeldInvitation: Locator;
  readonly sendHeldMail: Locator;
  private readonly starts: Locator;
  readonly startsChart: Locator;

  constructor(page: Page) {
    super(page);
    this.greeting = this.titled(/Maren|Jonas/);
    this.emptyForHr = page.getByText(m.emptyForHr());
    this.setup = this.card(m.setupTitle());
    this.hideSetup = this.button(m.setupHide());
    this.showSetup = this.button(m.setupShow());
    this.undo = this.button(m.setupUndo());
    this.oneStartsSoonAndWaits = page.getByText(m.startingSoon({ count: 1 }));
    this.oneStartsSoonNotice = page.getByText(notices.startsSoonPending({ count: 1 })).first();
    this.mute = page.getByRole("main").getByRole("button", { name: notices.mute(), exact: true });
    this.unmute = page.getByRole("main").getByRole("button", { name: notices.unmute() });
    this.oneMuted = page.getByRole("main").getByText(notices.mutedNotices({ count: 1 }));
    this.heldMail = page.getByText(mailWords.heldTitle());
    this.reviewHeldMail = this.button(mailWords.seeHeld());
    this.oneHeldInvitation = this.dialog.getByText(mailWords.heldCount({ count: 1 }));
    this.sendHeldMail = this.dialog.getByRole("button", { name: mailWords.sendHeld() });
    this.starts = this.card(m.startsTitle());
    this.startsChart = this.starts.locator("svg").first();
  }

  async open(): Promise<void> {
    await this.page.goto("/");
  }

  /** Returns how many steps of the checklist are done. */
  setupProgress(done: number): Locator {
    return this.setup.getByText(m.setupProgress({ done, total: setupSteps.length }));
  }

  /** Leads to where a step of the checklist is done. */
  setupStep(step: SetupStep): Locator {
    return this.setup.getByRole("link", { name: m.setupOpenStep({ open: m.setupOpen({ step }), step: m.setupStep({ step }) }) });
  }

  /** Says that a setting is fine as it comes. */
  async keepAsIs(step: SetupStep): Promise<void> {
    await this.button(m.setupKeepStep({ step: m.setupStep({ step }) })).click();
  }

  /** Returns the number on the bar of a week in which so many start, or on the part of it that is not invited yet. */
  startsOnBar(count: number): Locator {
    return this.startsChart.getByText(String(count), { exact: true });
  }

  /** Shows every chart as a table. */
  async showTables(): Promise<void> {
    const charts = this.button(like(m.showTableOf({ chart: ANYONE }), ANYONE));
    await charts.first().waitFor();
    for (let left = await charts.count(); left > 0; left--) await charts.first().click();
  }

  /** Leads from what waits for HR's decision to the hires that it counts. */
  toReview(code: AttentionCode, count: number): Locator {
    return this.page.getByRole("link", { name: words.attention({ code }) }).filter({ hasText: String(count) });
  }

  async showStartsAsTable(): Promise<void> {
    await this.starts.getByRole("button", { name: m.showTableOf({ chart: m.startsTitle() }) }).click();
  }

  /** Returns the figure of pending hires in the week of the table in which `starting` people start. */
  pendingOfWeek(starting: number, pending: number): Locator {
    const week = this.starts.getByRole("row").filter({ has: this.page.getByRole("cell", { name: String(starting), exact: true }) });
    return week.getByRole("cell", { name: String(pending), exact: true });
  }
}
