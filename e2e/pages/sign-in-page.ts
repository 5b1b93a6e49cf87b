import type { Locator, Page } from "@playwright/test";
import { ANYONE, like, Screen } from "@/e2e/pages/screen";
import * as m from "@/lib/messages/generated/auth";
import * as refusal from "@/lib/messages/generated/auth/refusal";
import { signInPage } from "@/lib/platform/paths";

/** Where people sign in. */
export class SignInPage extends Screen {
  readonly email: Locator;
  readonly refusal: Locator;
  readonly throttled: Locator;

  constructor(page: Page) {
    super(page);
    this.email = page.getByLabel(m.workEmail());
    this.refusal = page.getByText(refusal.refused());
    this.throttled = page.getByText(like(m.tooManyAttempts({ wait: ANYONE }), ANYONE));
  }

  async open(): Promise<void> {
    await this.page.goto(signInPage);
  }

  /** Fills the form and sends it; what comes of it is the flow's to see. */
  async submit(user: { email: string; password: string }): Promise<void> {
    await this.email.fill(user.email);
    await this.page.getByLabel(m.password(), { exact: true }).fill(user.password);
    await this.button(m.signIn()).click();
  }
}
