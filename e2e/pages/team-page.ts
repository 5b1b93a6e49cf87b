import type { Locator, Page } from "@playwright/test";
import { Screen } from "@/e2e/pages/screen";
import * as settings from "@/lib/messages/generated/settings";
import * as m from "@/lib/messages/generated/team";
import { teamPage } from "@/lib/platform/paths";

/** The people who use the portal. */
export class TeamPage extends Screen {
  readonly lastAdminStays: Locator;
  readonly adminsInvite: Locator;

  constructor(page: Page) {
    super(page);
    this.lastAdminStays = page.getByText(m.lastAdmin());
    this.adminsInvite = page.getByText(m.adminsDecide());
  }

  async open(): Promise<void> {
    await this.page.goto(teamPage);
  }

  /** Fills the form for a new colleague, which it opens where it is closed; `sendInvitation` sends it. */
  async fillInvitation({ name, email }: { name: string; email: string }): Promise<void> {
    if (!(await this.dialog.isVisible())) await this.button(m.inviteTeammate()).click();
    await this.page.getByLabel(m.name()).fill(name);
    await this.page.getByLabel(m.workEmail()).fill(email);
  }

  async sendInvitation(): Promise<void> {
    await this.button(m.sendInvitation()).click();
  }

  invitationSentTo(email: string): Locator {
    return this.page.getByText(m.invitationSending({ email }));
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
