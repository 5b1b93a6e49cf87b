import type { Locator, Page } from "@playwright/test";
import { Screen } from "@/e2e/pages/screen";
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

  /** Fills the form for a new colleague; `sendInvitation` sends it. */
  async fillInvitation({ name, email }: { name: string; email: string }): Promise<void> {
    await this.button(m.inviteTeammate()).click();
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

  removed(name: string): Locator {
    return this.page.getByText(m.removed({ name }));
  }
}
