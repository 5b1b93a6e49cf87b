import type { Locator, Page } from "@playwright/test";
import { Screen } from "@/e2e/pages/screen";
import type { doctorChecks } from "@/lib/connections/doctor/schema";
import * as m from "@/lib/messages/generated/connections/doctor";

/** The examination of the connection, on Greenhouse's page. */
export class DoctorCard extends Screen {
  readonly noProblems: Locator;
  readonly copy: Locator;

  constructor(page: Page) {
    super(page);
    this.noProblems = page.getByText(m.good(), { exact: true });
    this.copy = this.button(m.copy());
  }

  /** Examines the connection, again where it was before, and waits for what was found. */
  async examine(): Promise<void> {
    await this.page
      .getByRole("button", { name: m.run() })
      .or(this.page.getByRole("button", { name: m.again() }))
      .click();
    await this.copy.waitFor();
  }

  problems(count: number): Locator {
    return this.page.getByText(m.problems({ count }), { exact: true });
  }

  /** What was found of one matter, or of a permission by its name. */
  finding(name: (typeof doctorChecks)[number] | { permission: string }): Locator {
    const title = typeof name === "string" ? m.name({ name, permission: "" }) : name.permission;
    // The list of permissions above names them, too.
    return this.page.getByRole("listitem").filter({ hasText: title }).last();
  }
}
