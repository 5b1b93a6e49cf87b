import type { Download, Locator, Page } from "@playwright/test";
import { ANYONE, like, Screen, textOf } from "@/e2e/pages/screen";
import type { Role } from "@/lib/auth/permissions";
import * as m from "@/lib/messages/generated/audit";
import { auditLogPage } from "@/lib/platform/paths/pages";

const types = { hires: m.groupHires, team: m.groupTeam };

/** The audit log. */
export class AuditLogPage extends Screen {
  readonly nothing: Locator;
  readonly person: Locator;

  constructor(page: Page) {
    super(page);
    this.nothing = page.getByText(m.noMatchTitle());
    this.person = page.getByLabel(m.person());
  }

  async open(): Promise<void> {
    await this.page.goto(auditLogPage);
  }

  /** Returns the entry that says whose role was changed, and by which person, where given. */
  roleChange(by = ANYONE, whose = ANYONE): Locator {
    return this.page.getByText(like(textOf(m.teamRoleChanged({ actor: by, subject: whose })), ANYONE));
  }

  /** Returns where the log has a role before and after a change. */
  roles(before: Role, after: Role): Locator {
    return this.page.getByText(m.beforeAndAfter({ before: m.roleValue({ role: before }), after: m.roleValue({ role: after }) }));
  }

  async filterByType(type: keyof typeof types): Promise<void> {
    await this.page.getByLabel(m.type()).selectOption(types[type]());
  }

  /** Asks for the file, which comes once the person has proved who they are. */
  async askForCsv(): Promise<void> {
    await this.page.getByRole("link", { name: m.exportCsv() }).click();
  }

  async exportCsv(): Promise<Download> {
    return this.download(this.page.getByRole("link", { name: m.exportCsv() }));
  }
}
