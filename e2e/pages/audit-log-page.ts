import type { Download, Locator, Page } from "@playwright/test";
import { Screen } from "@/e2e/pages/screen";
import { auditLogPage } from "@/lib/platform/paths";

const types = { hires: "Hires", team: "Team" } as const;

/** The audit log. */
export class AuditLogPage extends Screen {
  readonly nothing: Locator;
  readonly person: Locator;

  constructor(page: Page) {
    super(page);
    this.nothing = page.getByText("No entries match");
    this.person = page.getByLabel("Person");
  }

  async open(): Promise<void> {
    await this.page.goto(auditLogPage);
  }

  /** Returns the entry that says whose role was changed; by whom and whose where given. */
  roleChange(by = "", whose = ""): Locator {
    return this.page.getByText(new RegExp(`${by} changed the role of ${whose}`.trim()));
  }

  change(before: string, after: string): Locator {
    return this.page.getByText(`${before} → ${after}`);
  }

  async filterByType(type: keyof typeof types): Promise<void> {
    await this.page.getByLabel("Type").selectOption(types[type]);
  }

  async exportCsv(): Promise<Download> {
    return this.download(this.page.getByRole("link", { name: "Export CSV" }));
  }
}
