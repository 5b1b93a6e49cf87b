import type { Locator, Page } from "@playwright/test";
import { Screen } from "@/e2e/pages/screen";
import * as m from "@/lib/messages/generated/auth";
import * as accounts from "@/lib/messages/generated/server/accounts";

/** Where an invited teammate chooses a password. */
export class JoinPage extends Screen {
  readonly passwordTooCommon: Locator;
  readonly passwordHoldsEmail: Locator;
  readonly linkIsOver: Locator;
  readonly wrongPassword: Locator;

  constructor(page: Page) {
    super(page);
    this.passwordTooCommon = page.getByText(m.passwordTooCommon());
    this.passwordHoldsEmail = page.getByText(m.passwordHoldsEmail());
    this.wrongPassword = page.getByText(accounts.wrongPassword());
    this.linkIsOver = page.getByRole("heading", { name: m.joinEnded() });
  }

  heading(organization: string): Locator {
    return this.page.getByRole("heading", { name: m.joinHeading({ organization }) });
  }

  async choosePassword(password: string): Promise<void> {
    await this.page.getByLabel(m.password(), { exact: true }).fill(password);
    await this.page.getByLabel(m.confirmPassword()).fill(password);
    await this.button(m.saveAndSignIn()).click();
  }

  /** Joins with the password of the account that the person has. */
  async enterPassword(password: string): Promise<void> {
    await this.page.getByLabel(m.password(), { exact: true }).fill(password);
    await this.button(m.join()).click();
  }
}
