import type { Locator, Page } from "@playwright/test";
import { Screen } from "@/e2e/pages/screen";

/** Where somebody whom an admin invited to the portal chooses a password. */
export class JoinPage extends Screen {
  readonly passwordTooCommon: Locator;
  readonly linkIsOver: Locator;

  constructor(page: Page) {
    super(page);
    this.passwordTooCommon = page.getByText(/tried first/);
    this.linkIsOver = page.getByRole("heading", { name: "This link works no more" });
  }

  heading(organization: string): Locator {
    return this.page.getByRole("heading", { name: `Join ${organization}` });
  }

  async choosePassword(password: string): Promise<void> {
    await this.page.getByLabel("Password", { exact: true }).fill(password);
    await this.page.getByLabel("The same again").fill(password);
    await this.button("Save and go on to sign in").click();
  }
}
