import type { Locator, Page } from "@playwright/test";
import { ANYONE, like, Screen } from "@/e2e/pages/screen";
import * as account from "@/lib/messages/generated/account";
import * as m from "@/lib/messages/generated/auth";
import * as refusal from "@/lib/messages/generated/auth/refusal";
import { sessionsPage, signInPage } from "@/lib/platform/paths";

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

/** The browsers that a person is signed in with. */
export class SessionsPage extends Screen {
  readonly thisOne: Locator;
  readonly onlyHere: Locator;
  readonly ended: Locator;

  constructor(page: Page) {
    super(page);
    this.thisOne = page.getByText(account.thisOne(), { exact: true });
    this.onlyHere = page.getByText(account.only());
    this.ended = page.getByText(account.ended());
  }

  async open(): Promise<void> {
    await this.page.goto(sessionsPage);
  }

  /** Returns the buttons that end a session of such a browser. */
  endOf(device: string): Locator {
    return this.button(account.endOf({ device }));
  }

  /** Ends all other sessions, and confirms it. */
  async endOthers(): Promise<void> {
    await this.button(account.endOthers()).click();
    await this.dialog.getByRole("button", { name: account.endOthers() }).click();
  }
}
