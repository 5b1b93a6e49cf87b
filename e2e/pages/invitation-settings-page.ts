import type { FrameLocator, Locator, Page } from "@playwright/test";
import { ANYONE, like, Screen, textOf } from "@/e2e/pages/screen";
import * as email from "@/lib/messages/generated/email";
import * as m from "@/lib/messages/generated/invitations";
import * as branding from "@/lib/messages/generated/invitations/branding";
import * as onboarding from "@/lib/messages/generated/onboarding";
import * as settings from "@/lib/messages/generated/settings";
import { invitationSettingsPage } from "@/lib/platform/paths/pages";

/** The settings of invitations: when they are sent, and what they say. */
export class InvitationSettingsPage extends Screen {
  readonly body: Locator;
  readonly unknownVariable: Locator;
  /** The mail as a hire will see it. */
  readonly mail: FrameLocator;
  readonly sendTest: Locator;
  readonly save: Locator;
  /** The card for the logo, the color and the contact. */
  readonly branding: Locator;
  readonly logo: Locator;
  readonly accent: Locator;
  readonly contactName: Locator;
  readonly contactEmail: Locator;
  readonly saveBranding: Locator;
  /** Says who saved the branding last. The save button has another name while it saves, so that it is gone proves nothing. */
  readonly brandingSaved: Locator;
  /** The logo in the email with the branding that is not saved yet. */
  readonly logoInMail: Locator;
  /** The new hire's page with the branding that is not saved yet, and its button. */
  readonly pagePreview: Locator;
  readonly startInPreview: Locator;

  constructor(page: Page) {
    super(page);
    this.body = page.getByLabel(m.body(), { exact: true });
    this.unknownVariable = page.getByText(like(email.unknownVariable({ name: ANYONE, variables: ANYONE }), ANYONE)).first();
    this.mail = page.frameLocator("iframe").first();
    this.branding = this.card(branding.title());
    this.logo = this.branding.getByRole("img", { name: branding.currentLogo() });
    this.accent = this.branding.getByLabel(branding.accent(), { exact: true });
    this.contactName = this.branding.getByLabel(branding.contactName(), { exact: true });
    this.contactEmail = this.branding.getByLabel(branding.contactEmail(), { exact: true });
    this.saveBranding = this.branding.getByRole("button", { name: settings.saveSetting({ setting: branding.title() }) });
    this.brandingSaved = this.branding.getByText(like(textOf(settings.lastChanged({ name: ANYONE, when: ANYONE })), ANYONE));
    this.logoInMail = this.branding.frameLocator("iframe").getByRole("img");
    this.pagePreview = this.branding.getByRole("figure");
    this.startInPreview = this.pagePreview.getByText(onboarding.start());
    this.sendTest = this.button(m.sendTest());
    this.save = this.button(m.save(), { exact: true });
  }

  async open(): Promise<void> {
    await this.page.goto(invitationSettingsPage);
  }

  /** Uploads a logo. */
  async uploadLogo(name: string, mimeType: string, content: string): Promise<void> {
    await this.branding.getByLabel(branding.logo(), { exact: true }).setInputFiles({ name, mimeType, buffer: Buffer.from(content) });
  }

  /** Returns what refuses the branding with these words of the test's own. */
  brandingRefusal(words: RegExp): Locator {
    return this.branding.getByRole("alert").filter({ hasText: words });
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
