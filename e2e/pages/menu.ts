import { expect, type Locator, type Page } from "@playwright/test";
import { Screen } from "@/e2e/pages/screen";
import * as connections from "@/lib/messages/generated/connections";
import * as syncWords from "@/lib/messages/generated/connections/sync-line";
import * as layout from "@/lib/messages/generated/layout";
import * as palette from "@/lib/messages/generated/layout/palette";
import * as shortcuts from "@/lib/messages/generated/layout/shortcuts";
import { accountPage } from "@/lib/platform/paths/pages";

const places = {
  partnerIntegrations: layout.partnerIntegrations,
  importAndRecords: layout.importAndRecords,
  team: layout.team,
  auditLog: layout.auditLog,
};

const commands = { sync: syncWords.syncButton, signOut: layout.signOut };

/** The frame around every page of the portal. */
export class Menu extends Screen {
  readonly partnerIntegrations: Locator;
  /** On the page of all integrations. */
  readonly greenhouse: Locator;
  readonly signOut: Locator;
  /** Leads to one's own account. */
  readonly account: Locator;
  readonly switchOrganization: Locator;
  /** What needs an admin; there only while something does. */
  readonly bell: Locator;
  /** The whole page, which says which of the two schemes it is shown in. */
  readonly document: Locator;
  /** What only works on a screen: buttons, boxes to tick, tabs. */
  readonly controls: Locator;
  /** The place that one is at. */
  readonly currentPlace: Locator;
  /** Finds hires, pages and actions. */
  readonly palette: Locator;
  readonly paletteOptions: Locator;
  readonly inviteTeammate: Locator;
  /** Says that the sync that the palette was asked for has started. */
  readonly syncStarted: Locator;
  readonly shortcutSheet: Locator;
  readonly singleKeys: Locator;

  constructor(page: Page) {
    super(page);
    this.partnerIntegrations = page.getByRole("link", { name: layout.partnerIntegrations() }).first();
    this.greenhouse = page.getByRole("link", { name: connections.connectGreenhouse() }).first();
    this.account = page.locator(`a[href="${accountPage}"]`).first();
    this.switchOrganization = page.getByRole("link", { name: layout.switchOrganization() }).first();
    this.signOut = this.button(layout.signOut()).first();
    this.bell = this.button(layout.notices()).first();
    this.document = page.locator("html");
    this.controls = page.locator("main :is(button:not(th button), [type=checkbox], [role=tab])").locator("visible=true");
    this.currentPlace = page.getByRole("navigation", { name: layout.portal() }).first().locator("[aria-current=page]");
    this.palette = page.getByRole("dialog", { name: layout.searchTitle() });
    this.paletteOptions = this.palette.getByRole("option");
    this.inviteTeammate = this.palette.getByRole("option", { name: palette.inviteTeammate() });
    this.syncStarted = page.getByRole("status").filter({ hasText: palette.syncStarted() });
    this.shortcutSheet = page.getByRole("dialog", { name: shortcuts.shortcuts() });
    this.singleKeys = this.shortcutSheet.getByRole("checkbox", { name: shortcuts.singleKeys() });
  }

  /** Returns the line above a printed page that names whose it is. */
  printedFrom(organization: string): Locator {
    return this.page.getByText(layout.printedFrom({ organization }), { exact: true });
  }

  /** Returns the name of the organization that one works in. */
  organization(name: string): Locator {
    return this.page.getByRole("complementary").getByText(name);
  }

  /** Returns the entry of a place in the main navigation. */
  place(name: keyof typeof places): Locator {
    return this.page.getByRole("navigation").getByRole("link", { name: places[name](), exact: true });
  }

  /** Presses the palette's key, once the page hears it; the palette itself comes a little later. */
  async pressPaletteKey(): Promise<void> {
    await expect(this.signOut).toBeEnabled();
    await this.page.keyboard.press("Control+k");
  }

  /** Syncs, or signs out, by the palette alone. */
  async runCommand(name: keyof typeof commands): Promise<void> {
    await this.pressPaletteKey();
    await this.palette.getByRole("combobox").fill(commands[name]());
    await this.palette.getByRole("option", { name: commands[name]() }).click();
  }

  /** Opens the sheet of shortcuts with the pointer, from the list's help. */
  async openShortcuts(): Promise<void> {
    await this.openHelp();
    await this.button(layout.showShortcuts()).click();
  }
}
