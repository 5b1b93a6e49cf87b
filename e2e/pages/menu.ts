import type { Locator, Page } from "@playwright/test";
import { Screen } from "@/e2e/pages/screen";
import * as connections from "@/lib/messages/generated/connections";
import * as layout from "@/lib/messages/generated/layout";
import * as shortcuts from "@/lib/messages/generated/layout/shortcuts";
import * as notices from "@/lib/messages/generated/notices";
import { sessionsPage } from "@/lib/platform/paths";

/** The frame around every page of the portal. */
export class Menu extends Screen {
  readonly partnerIntegrations: Locator;
  /** On the page of all integrations. */
  readonly greenhouse: Locator;
  readonly signOut: Locator;
  /** Leads to the browsers that one is signed in with. */
  readonly sessions: Locator;
  /** What needs an admin; there only while something does. */
  readonly bell: Locator;
  readonly shortcutSheet: Locator;
  readonly singleKeys: Locator;

  constructor(page: Page) {
    super(page);
    this.partnerIntegrations = page.getByRole("link", { name: layout.partnerIntegrations() }).first();
    this.greenhouse = page.getByRole("link", { name: connections.connectGreenhouse() }).first();
    this.sessions = page.locator(`a[href="${sessionsPage}"]`).first();
    this.signOut = this.button(layout.signOut()).first();
    this.bell = this.button(notices.title()).first();
    this.shortcutSheet = page.getByRole("dialog", { name: shortcuts.shortcuts() });
    this.singleKeys = this.shortcutSheet.getByRole("checkbox", { name: shortcuts.singleKeys() });
  }

  /** Opens the sheet of shortcuts with the pointer, from the list's help. */
  async openShortcuts(): Promise<void> {
    await this.openHelp();
    await this.button(layout.showShortcuts()).click();
  }
}
