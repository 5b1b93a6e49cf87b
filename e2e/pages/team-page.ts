import type { Locator, Page } from "@playwright/test";
import { Screen } from "@/e2e/pages/screen";
import * as auth from "@/lib/messages/generated/auth";
import * as server from "@/lib/messages/generated/server/sso";
import * as settings from "@/lib/messages/generated/settings";
import * as sso from "@/lib/messages/generated/sso";
import * as m from "@/lib/messages/generated/team";
import { teamPage } from "@/lib/platform/paths/pages";

/** The people who use the portal. */
export class TeamPage extends Screen {
  readonly lastAdminStays: Locator;
  readonly adminsInvite: Locator;
  /** The name of the new colleague, in the form that invites them. */
  readonly invitedName: Locator;

  constructor(page: Page) {
    super(page);
    this.lastAdminStays = page.getByText(m.lastAdmin());
    this.adminsInvite = page.getByText(m.adminsDecide());
    this.invitedName = page.getByLabel(m.name());
  }

  async open(): Promise<void> {
    await this.page.goto(teamPage);
  }

  /** Fills the form for a new colleague, which it opens where it is closed; `sendInvitation` sends it. */
  async fillInvitation({ name, email }: { name: string; email: string }): Promise<void> {
    if (!(await this.dialog.isVisible())) await this.button(m.inviteTeammate()).click();
    await this.invitedName.fill(name);
    await this.page.getByLabel(m.workEmail()).fill(email);
  }

  async sendInvitation(): Promise<void> {
    await this.button(m.sendInvitation()).click();
  }

  invitationSentTo(email: string): Locator {
    return this.page.getByText(m.invitationSending({ email }));
  }

  alreadyMember(name: string): Locator {
    return this.page.getByText(m.alreadyMember({ name }));
  }

  removeButton(name: string): Locator {
    return this.button(m.removeMember({ name }));
  }

  async remove(name: string): Promise<void> {
    await this.removeButton(name).click();
    await this.dialog.getByRole("button", { name: m.removeMember({ name }) }).click();
  }

  /** Opens the question before someone is removed, and goes back. */
  async askToRemove(name: string): Promise<void> {
    await this.removeButton(name).click();
    await this.cancel();
  }

  async makeAdmin(name: string): Promise<void> {
    await this.roleOf(name).selectOption("admin");
    await this.page.getByText(m.roleChanged({ role: "admin", name })).waitFor();
  }

  /** Opens the question before an admin gives up that role, and goes back. */
  async askAboutOwnRole(name: string): Promise<void> {
    await this.roleOf(name).selectOption("hr");
    await this.cancel();
  }

  /** Gives up the own role of an admin, after the question about it. */
  async giveUpOwnRole(name: string): Promise<void> {
    await this.roleOf(name).selectOption("hr");
    await this.dialog.getByRole("button", { name: m.changeOwnRole() }).click();
  }

  /** Sets after how many idle hours people are signed out, and waits until that is saved. */
  async setIdleHours(hours: number): Promise<void> {
    await this.page.getByLabel(settings.idleHours()).fill(String(hours));
    await this.button(settings.saveSetting({ setting: settings.sessions() })).click();
    await this.page.getByText(settings.saved()).waitFor();
  }

  private roleOf(name: string): Locator {
    return this.page.getByLabel(m.roleOf({ name }));
  }

  private async cancel(): Promise<void> {
    await this.dialog.getByRole("button", { name: m.cancel(), exact: true }).click();
  }

  removed(name: string): Locator {
    return this.page.getByText(m.removed({ name }));
  }
}

/** How an admin sets single sign-on up, on the page of the team. */
export class SingleSignOnCard extends Screen {
  readonly saved: Locator;
  readonly proveFirst: Locator;
  readonly needsBreakGlass: Locator;
  readonly redirectAddress: Locator;

  constructor(page: Page) {
    super(page);
    this.saved = page.getByText(sso.saved());
    this.proveFirst = page.getByText(server.proveFirst());
    this.needsBreakGlass = page.getByText(server.needsBreakGlass());
    this.redirectAddress = page.getByLabel(sso.redirectAddress(), { exact: true });
  }

  async open(): Promise<void> {
    await this.page.goto(teamPage);
    await this.redirectAddress.waitFor();
  }

  async fillProvider({ issuer, clientId, clientSecret }: { issuer: string; clientId: string; clientSecret: string }): Promise<void> {
    await this.page.getByLabel(sso.issuer(), { exact: true }).fill(issuer);
    await this.page.getByLabel(sso.clientId(), { exact: true }).fill(clientId);
    await this.page.getByLabel(sso.clientSecret(), { exact: true }).fill(clientSecret);
  }

  async save(): Promise<void> {
    await this.button(sso.save()).click();
  }

  /** Adds a domain and returns what its TXT record must say. */
  async addDomain(domain: string): Promise<string> {
    await this.page.getByLabel(sso.domain(), { exact: true }).fill(domain);
    await this.button(sso.addDomain()).click();
    return this.page.getByLabel(sso.recordValue({ domain }), { exact: true }).inputValue();
  }

  async verify(domain: string): Promise<void> {
    await this.button(sso.verify({ domain })).click();
  }

  verified(domain: string): Locator {
    return this.page.getByText(sso.domainVerified({ domain }));
  }

  async demand(): Promise<void> {
    await this.page.getByLabel(sso.enforced()).check();
  }

  async chooseBreakGlass(name: string): Promise<void> {
    await this.page.getByLabel(name, { exact: true }).check();
  }
}

/** How people sign in with their organization. */
export class SsoSignIn extends Screen {
  readonly noneHere: Locator;
  readonly onlySso: Locator;
  readonly declined: Locator;

  constructor(page: Page) {
    super(page);
    this.noneHere = page.getByText(server.noneHere());
    this.onlySso = page.getByText(server.onlySso());
    this.declined = page.getByText(sso.failed({ reason: "declined" }));
  }

  /** Chooses to sign in with one's organization. */
  async choose(): Promise<void> {
    await this.button(sso.signIn()).click();
  }

  async begin(email: string): Promise<void> {
    await this.page.getByLabel(auth.workEmail()).fill(email);
    await this.button(sso.goOn()).click();
  }

  async usePassword(): Promise<void> {
    await this.button(sso.usePassword()).click();
  }
}
