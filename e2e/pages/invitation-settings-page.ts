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

  inMail(text: string): Locator {
    return this.mail.getByText(text);
  }
}
