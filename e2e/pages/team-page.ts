import type { Locator, Page } from "@playwright/test";
import { Screen } from "@/e2e/pages/screen";
import { teamPage } from "@/lib/platform/paths";

/** The people who use the portal. */
export class TeamPage extends Screen {
  readonly lastAdminStays: Locator;
  readonly adminsInvite: Locator;

  constructor(page: Page) {
    super(page);
    this.lastAdminStays = page.getByText("Last admin. Make someone else an admin first.");
    this.adminsInvite = page.getByText(/An admin of your organization invites/);
  }

  async open(): Promise<void> {
    await this.page.goto(teamPage);
  }

  /** Fills the form for a new colleague; `sendInvitation` sends it. */
  async fillInvitation({ name, email }: { name: string; email: string }): Promise<void> {
    await this.button("Invite teammate").click();
    await this.page.getByLabel("Name").fill(name);
    await this.page.getByLabel("Work email").fill(email);
  }

  async sendInvitation(): Promise<void> {
    await this.button("Send invitation").click();
  }

  invitationSentTo(email: string): Locator {
    return this.page.getByText(`Sending the invitation to ${email}.`);
  }

  removeButton(name: string): Locator {
    return this.button(`Remove ${name}`);
  }

  async remove(name: string): Promise<void> {
    await this.removeButton(name).click();
    await this.dialog.getByRole("button", { name: `Remove ${name}` }).click();
  }

  removed(name: string): Locator {
    return this.page.getByText(`${name} is removed.`);
  }
}
