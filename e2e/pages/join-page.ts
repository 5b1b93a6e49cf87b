import type { Locator, Page } from "@playwright/test";
import { Screen } from "@/e2e/pages/screen";

/** Where somebody whom an admin invited to the portal chooses a password. */
export class JoinPage extends Screen {
  readonly passwordTooCommon: Locator;
  readonly linkIsOver: Locator;

  constructor(page: Page) {
    super(page);
    this.passwordTooCommon = page.getByText("This password is too common. Choose another.");
    this.linkIsOver = page.getByRole("heading", { name: "This link no longer works" });
  }

  heading(organization: string): Locator {
    return this.page.getByRole("heading", { name: `Join ${organization}` });
  }

  async choosePassword(password: string): Promise<void> {
    await this.page.getByLabel("Password", { exact: true }).fill(password);
    await this.page.getByLabel("Confirm password").fill(password);
    await this.button("Save and sign in").click();
  }
}
