import type { Locator, Page } from "@playwright/test";
import { Screen } from "@/e2e/pages/screen";

/** The frame around every page of the portal. */
export class Menu extends Screen {
  readonly partnerIntegrations: Locator;
  /** On the page of all integrations. */
  readonly greenhouse: Locator;
  readonly signOut: Locator;
  readonly shortcutSheet: Locator;
  readonly notFound: Locator;

  constructor(page: Page) {
    super(page);
    this.partnerIntegrations = page.getByRole("link", { name: "Partner Integrations" }).first();
    this.greenhouse = page.getByRole("link", { name: /Connect|Greenhouse/ }).first();
    this.signOut = this.button("Sign out").first();
    this.shortcutSheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
    this.notFound = page.getByText(/no such|not here|not found/i).first();
  }
}
