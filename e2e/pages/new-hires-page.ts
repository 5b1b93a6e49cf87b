import type { Download, Locator, Page } from "@playwright/test";
import { labelOf, Screen } from "@/e2e/pages/screen";
import type { HireField } from "@/lib/hire-fields/schema";
import { newHiresPage } from "@/lib/platform/paths";

type Tab = "all" | "pending" | "on_hold" | "invited" | "started" | "excluded";

const columnTitles = { location: "Location", package: "Onboarding package" } as const;
const sortings = { "-name": "Name, Z to A" } as const;

/** The list of new hires. */
export class NewHiresPage extends Screen {
  readonly rows: Locator;
  readonly panel: Locator;
  readonly firstHire: Locator;
  readonly nobodyPending: Locator;
  readonly startsBeforeGoLive: Locator;
  readonly excludedByRule: Locator;
  readonly search: Locator;
  readonly sorting: Locator;
  readonly columnChooser: Locator;
  readonly showChanges: Locator;
  readonly sendOne: Locator;
  readonly sendMany: Locator;
  readonly setField: Locator;
  readonly include: Locator;
  /** The actions on many that run in the background, with their progress. */
  readonly bulkActions: Locator;

  constructor(page: Page) {
    super(page);
    this.rows = page.locator("tbody tr[data-hire]");
    this.panel = page.getByRole("tabpanel");
    this.firstHire = page.getByRole("link", { name: /\S/ }).and(page.locator("a[href*='/onboard/new-hires/']")).first();
    this.nobodyPending = page.getByText("No one is pending");
    this.startsBeforeGoLive = this.rows.getByText("Starts before go-live date");
    this.excludedByRule = page.getByText("Excluded by import rule").first();
    this.search = page.getByRole("textbox", { name: "Search" });
    this.sorting = page.getByLabel("Sort by");
    this.columnChooser = page.getByRole("dialog", { name: "Columns" });
    this.showChanges = this.button("Show changes");
    this.sendOne = this.button("Send invitation");
    this.sendMany = this.button("Send invitations");
    this.setField = this.button("Edit field");
    this.include = this.button("Include");
    this.bulkActions = page.getByRole("region", { name: "Bulk actions" });
  }

  async open(tab?: Tab, more = ""): Promise<void> {
    await this.page.goto(`${newHiresPage}${tab ? `?status=${tab}` : ""}${more}`);
  }

  hire(name: string): Locator {
    return this.page.getByRole("link", { name, exact: true });
  }

  hireLike(name: RegExp): Locator {
    return this.page.getByRole("link", { name }).first();
  }

  /** Returns where the list names a field that a hire misses. */
  missing(field: HireField): Locator {
    return this.page.getByText(labelOf(field)).first();
  }

  column(of: keyof typeof columnTitles): Locator {
    return this.page.getByRole("columnheader", { name: columnTitles[of] });
  }

  /** Returns the button that takes a filter off again. */
  filter(field: HireField, value: string): Locator {
    return this.button(`Remove filter: ${labelOf(field)}: ${value}`);
  }

  /** Opens the filters and sets one; `closeFilters` closes them. */
  async filterBy(field: HireField, value: string): Promise<void> {
    await this.button("Filters").click();
    await this.page.getByLabel(labelOf(field)).selectOption(value);
  }

  async closeFilters(): Promise<void> {
    await this.button("Done").click();
  }

  async openColumns(): Promise<void> {
    await this.button("Columns").click();
  }

  async addColumn(column: keyof typeof columnTitles): Promise<void> {
    await this.page.getByRole("checkbox", { name: columnTitles[column] }).check();
  }

  async showCompactly(): Promise<void> {
    await this.page.getByRole("radio", { name: "Compact" }).check();
  }

  async sortBy(sorting: keyof typeof sortings): Promise<void> {
    await this.sorting.selectOption(sortings[sorting]);
  }

  async openViews(): Promise<void> {
    await this.button("Views").click();
  }

  async saveView(name: string): Promise<void> {
    await this.openViews();
    await this.page.getByLabel("View name").fill(name);
    await this.button("Save view").click();
  }

  viewIsSaved(name: string): Locator {
    return this.page.getByText(`View saved: ${name}`);
  }

  view(name: string): Locator {
    return this.page.getByRole("link", { name });
  }

  async selectRow(row: Locator): Promise<void> {
    await row.getByRole("checkbox").check();
  }

  async selectPage(): Promise<void> {
    await this.page.getByRole("checkbox", { name: "Select all on this page" }).check();
  }

  async selectAllThatMatch(count: number): Promise<void> {
    await this.button(`Select all ${count}`).click();
  }

  allSelected(count: number): Locator {
    return this.page.getByText(`All ${count} selected`);
  }

  invitationsSent(count: number): Locator {
    return this.page.getByText(`${count} invitations are being sent.`);
  }

  /** Says yes to what the dialog asks before invitations are sent. */
  async confirmSending(): Promise<void> {
    await this.dialog.getByRole("button", { name: "Send invitations" }).click();
  }

  async confirmIncluding(): Promise<void> {
    await this.dialog.getByRole("button", { name: "Include" }).click();
  }

  /** Chooses a field and its new value in the dialog of `setField`. */
  async chooseField(field: HireField, value: string): Promise<void> {
    await this.dialog.getByLabel("Field", { exact: true }).selectOption(labelOf(field));
    await this.dialog.getByLabel(`New ${labelOf(field).toLowerCase()}`).fill(value);
  }

  async confirmField(): Promise<void> {
    await this.dialog.getByRole("button", { name: /^Update/ }).click();
  }

  bulkDone(count: number): Locator {
    return this.bulkActions.getByText(`${count} done`);
  }

  async downloadReport(): Promise<Download> {
    return this.download(this.bulkActions.getByRole("link", { name: "Download report" }));
  }

  async exportCsv(): Promise<Download> {
    await this.button("Export").click();
    return this.download(this.page.getByRole("link", { name: /CSV/ }));
  }

  newHiresWait(count: number): Locator {
    return this.page.getByText(`${count} new hires`);
  }
}

/** How the report of an action on many calls a hire that it was done for. */
export const doneInReport = "Done";
