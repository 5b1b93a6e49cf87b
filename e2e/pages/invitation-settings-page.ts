import type { FrameLocator, Locator, Page } from "@playwright/test";
import { ANYONE, like, Screen } from "@/e2e/pages/screen";
import * as email from "@/lib/messages/generated/email";
import * as m from "@/lib/messages/generated/invitations";
import { invitationSettingsPage } from "@/lib/platform/paths";

/** The settings of invitations: when they are sent, and what they say. */
export class InvitationSettingsPage extends Screen {
  readonly body: Locator;
  readonly unknownVariable: Locator;
  /** The mail as a hire will see it. */
  readonly mail: FrameLocator;
  readonly sendTest: Locator;
  readonly save: Locator;

  constructor(page: Page) {
    super(page);
    this.body = page.getByLabel(m.body(), { exact: true });
    this.unknownVariable = page.getByText(like(email.unknownVariable({ name: ANYONE, variables: ANYONE }), ANYONE)).first();
    this.mail = page.frameLocator("iframe");
    this.sendTest = this.button(m.sendTest());
    this.save = this.button(m.save(), { exact: true });
  }

  async open(): Promise<void> {
    await this.page.goto(invitationSettingsPage);
  }

  /** Shows the preview as text. */
  async showText(): Promise<void> {
    await this.page.getByRole("tab", { name: m.previewText() }).click();
  }

  /** Enters what no setting may be, and chooses every kind of timing. */
  async fillWrongly(): Promise<void> {
    await this.page.getByRole("radio", { name: m.daysBefore() }).check();
    await this.page.getByLabel(m.daysBeforeLabel()).fill("1000");
    await this.page.getByRole("radio", { name: m.remindersOn() }).check();
    await this.page.getByLabel(m.afterDays()).fill("0");
    await this.page.getByLabel(m.maxReminders()).fill("99");
    await this.page.getByLabel(m.linkExpiry()).fill("0");
    await this.page.getByRole("combobox", { name: m.timeZone() }).fill("Μύκονος");
    await this.page.getByLabel(m.replyTo()).fill("Μύκονος");
    await this.page.getByLabel(m.subject(), { exact: true }).fill("{{όνομα");
  }

  /** Shows the mail as a hire will get it. */
  async findHire(name: string): Promise<void> {
    await this.button(m.previewWithHire()).click();
    await this.page.getByLabel(m.findHire()).fill(name);
    await this.page.getByRole("list", { name: m.hiresFound() }).getByRole("button").first().click();
  }

  inMail(text: string): Locator {
    return this.mail.getByText(text);
  }
}
