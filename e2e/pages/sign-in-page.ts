import type { Locator, Page } from "@playwright/test";
import { ANYONE, like, Screen } from "@/e2e/pages/screen";
import * as account from "@/lib/messages/generated/account";
import * as m from "@/lib/messages/generated/auth";
import * as refusal from "@/lib/messages/generated/auth/refusal";
import * as problems from "@/lib/messages/generated/problems";
import * as step from "@/lib/messages/generated/second-factor";
import * as accounts from "@/lib/messages/generated/server/accounts";
import { accountPage, organizationsPage, signInPage } from "@/lib/platform/paths/pages";

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
    await this.button(m.signIn(), { exact: true }).click();
  }
}

/** Where a person who forgot their password asks for a link, and chooses a new one with it. */
export class ResetPage extends Screen {
  readonly email: Locator;
  readonly send: Locator;
  readonly sent: Locator;
  readonly linkIsOver: Locator;

  constructor(page: Page) {
    super(page);
    this.email = page.getByLabel(m.workEmail());
    this.send = this.button(m.sendLink());
    this.sent = page.getByText(m.resetSent());
    this.linkIsOver = page.getByRole("heading", { name: m.joinEnded() });
  }

  /** Returns the answer, which is the same for every address. */
  sentTo(email: string): Locator {
    return this.page.getByText(m.resetSentText({ email }));
  }

  /** Goes from the sign-in page to the form, and sends it. */
  async ask(email: string): Promise<void> {
    await this.page.getByRole("link", { name: m.forgotPassword() }).click();
    await this.email.fill(email);
    await this.send.click();
  }

  async choosePassword(password: string): Promise<void> {
    await this.page.getByLabel(m.password(), { exact: true }).fill(password);
    await this.page.getByLabel(m.confirmPassword()).fill(password);
    await this.button(m.savePassword()).click();
  }
}

/** Where a person of several organizations chooses one. */
export class OrganizationsPage extends Screen {
  readonly heading: Locator;

  constructor(page: Page) {
    super(page);
    this.heading = page.getByRole("heading", { name: account.chooseOrganization() });
  }

  async open(): Promise<void> {
    await this.page.goto(organizationsPage);
  }

  organization(name: string): Locator {
    return this.page.getByRole("button", { name });
  }
}

/** The dialog that asks a person to prove who they are. */
export class ReauthenticationDialog extends Screen {
  readonly question: Locator;
  readonly wrong: Locator;

  constructor(page: Page) {
    super(page);
    this.question = page.getByRole("dialog", { name: account.confirmTitle() });
    this.wrong = this.question.getByText(accounts.wrongPassword());
  }

  async prove(password: string): Promise<void> {
    await this.question.getByLabel(m.password(), { exact: true }).fill(password);
    await this.question.getByRole("button", { name: account.confirm() }).click();
  }

  async provePasskey(): Promise<void> {
    await this.question.getByRole("button", { name: step.withPasskey() }).click();
  }
}

/** The dialog in which a person signs in again on the page where their session ended. */
export class SignInAgainDialog extends Screen {
  readonly question: Locator;
  /** Ends the other tab in which someone signed in. */
  readonly done: Locator;
  readonly refused: Locator;

  constructor(page: Page) {
    super(page);
    this.question = page.getByRole("dialog", { name: m.endedTitle() });
    this.done = page.getByRole("heading", { name: m.signedInTitle() });
    this.refused = this.question.getByText(refusal.refused());
  }

  async signIn(password: string): Promise<void> {
    await this.question.getByLabel(m.password(), { exact: true }).fill(password);
    await this.question.getByRole("button", { name: m.signIn(), exact: true }).click();
  }

  async cancel(): Promise<void> {
    await this.question.getByRole("button", { name: account.cancel(), exact: true }).click();
  }

  /** Says that the changes belong to someone else than who signed in. */
  belongsTo(email: string): Locator {
    return this.question.getByText(m.otherPerson({ email }));
  }

  /** Begins to sign in with the organization in another tab, and returns that. */
  async openTab(): Promise<Page> {
    const [tab] = await Promise.all([
      this.page.waitForEvent("popup"),
      this.question.getByRole("button", { name: m.signInInTab() }).click(),
    ]);
    return tab;
  }
}

/** A person's own account: their name and password, and the browsers that they are signed in with. */
export class AccountPage extends Screen {
  readonly thisOne: Locator;
  readonly onlyHere: Locator;
  readonly timeZone: Locator;
  readonly weeklyDigest: Locator;
  /** Offered to admins alone. */
  readonly noticeEmails: Locator;
  /** The moments that the page tells. */
  readonly moments: Locator;
  readonly ended: Locator;
  readonly passwordChanged: Locator;
  readonly switchedElsewhere: Locator;

  constructor(page: Page) {
    super(page);
    this.thisOne = page.getByText(account.thisOne(), { exact: true });
    this.timeZone = page.getByLabel(account.timeZone(), { exact: true });
    this.weeklyDigest = page.getByRole("checkbox", { name: account.weeklyDigest() });
    this.noticeEmails = page.getByRole("checkbox", { name: account.noticeEmails() });
    this.moments = page.locator("time[title]");
    this.onlyHere = page.getByText(account.only());
    this.ended = page.getByText(account.ended());
    this.switchedElsewhere = page.getByText(problems.organizationChanged());
    this.passwordChanged = page.getByText(account.passwordChanged());
  }

  async open(): Promise<void> {
    await this.page.goto(accountPage);
  }

  /** Returns the buttons that end a session of such a browser. */
  endOf(device: string): Locator {
    return this.button(account.endOf({ device }));
  }

  /** Chooses a time zone and emails, and waits until that is saved. */
  async choose(choices: {
    timeZone?: string;
    incompleteHires?: "each" | "daily" | "none";
    weeklyDigest?: boolean;
    noticeEmails?: boolean;
  }): Promise<void> {
    if (choices.timeZone) await this.timeZone.selectOption(choices.timeZone);
    if (choices.incompleteHires) await this.incompleteHires(choices.incompleteHires).check();
    if (choices.weeklyDigest) await this.weeklyDigest.check();
    if (choices.noticeEmails !== undefined) await this.noticeEmails.setChecked(choices.noticeEmails);
    await this.button(account.savePreferences()).click();
    await this.page.getByText(account.preferencesSaved()).waitFor();
  }

  incompleteHires(choice: "each" | "daily" | "none"): Locator {
    return this.page.getByRole("radio", { name: account.incompleteHiresChoice({ choice }) });
  }

  async rename(name: string): Promise<void> {
    await this.page.getByLabel(account.name()).fill(name);
    await this.button(account.saveName()).click();
  }

  /** Changes the password. */
  async changePassword(current: string, next: string): Promise<void> {
    await this.button(account.changePassword()).click();
    await this.page.getByLabel(m.currentPassword()).fill(current);
    await this.page.getByLabel(m.newPassword()).fill(next);
    await this.page.getByLabel(m.confirmPassword()).fill(next);
    await this.button(account.changePassword()).click();
  }

  /** Ends all other sessions, and confirms it. */
  async endOthers(): Promise<void> {
    await this.button(account.endOthers()).click();
    await this.dialog.getByRole("button", { name: account.endOthers() }).click();
  }
}
