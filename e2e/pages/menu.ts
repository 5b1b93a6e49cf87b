import type { Locator, Page } from "@playwright/test";
import { Screen } from "@/e2e/pages/screen";

/** The frame around every page of the portal. */
export class Menu extends Screen {
  readonly partnerIntegrations: Locator;
  /** On the page of all integrations. */
  readonly greenhouse: Locator;
  readonly signOut: Locator;
  readonly shortcutSheet: Locator;
  readonly singleKeys: Locator;
  readonly notFound: Locator;

  constructor(page: Page) {
    super(page);
    this.partnerIntegrations = page.getByRole("link", { name: "Partner Integrations" }).first();
    this.greenhouse = page.getByRole("link", { name: /Connect|Greenhouse/ }).first();
    this.signOut = this.button("Sign out").first();
    this.shortcutSheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
    this.singleKeys = this.shortcutSheet.getByRole("checkbox", { name: /single/i });
    this.notFound = page.getByText(/no such|not here|not found/i).first();
  }

  /** Opens the sheet of shortcuts with the pointer, from the list's help. */
  async openShortcuts(): Promise<void> {
    await this.button("How this works").click();
    await this.button("Show shortcuts").click();
  }
}
