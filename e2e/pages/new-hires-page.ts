import type { Download, Locator, Page } from "@playwright/test";
import { labelOf, like, nameOf, Screen, textOf } from "@/e2e/pages/screen";
import type { HireField } from "@/lib/hire-fields/fields";
import type { StartWindow } from "@/lib/hires/codes";
import * as syncWords from "@/lib/messages/generated/connections/sync-line";
import * as bulk from "@/lib/messages/generated/hires/bulk";
import * as empty from "@/lib/messages/generated/hires/empty";
import * as panelWords from "@/lib/messages/generated/hires/filter-panel";
import * as filteringWords from "@/lib/messages/generated/hires/filters";
import * as m from "@/lib/messages/generated/hires/list";
import * as outcome from "@/lib/messages/generated/hires/outcome";
import * as panels from "@/lib/messages/generated/hires/panels";
import * as undo from "@/lib/messages/generated/hires/undo";
import * as words from "@/lib/messages/generated/hires/words";
import * as ui from "@/lib/messages/generated/ui";
import { newHiresPage } from "@/lib/platform/paths/pages";

type Tab = "all" | "pending" | "on_hold" | "invited" | "started" | "withdrawn" | "excluded";

const columnTitles = { location: () => labelOf("location"), package: m.onboardingPackage };
const questions = { sendInvitations: bulk.sendInvitations, editField: bulk.editField, exclude: bulk.exclude, include: bulk.include };
const sortings = { "-name": () => m.sorting({ sorting: "nameDown" }) };

/** The list of new hires. */
export class NewHiresPage extends Screen {
  readonly rows: Locator;
  readonly linksOfFirstRow: Locator;
  readonly tabs: Record<"chosen" | "others", Locator>;
  readonly panel: Locator;
  readonly firstHire: Locator;
  readonly noOnePending: Locator;
  readonly startsBeforeGoLive: Locator;
  readonly excludedByRule: Locator;
  readonly search: Locator;
  readonly sorting: Locator;
  readonly columnChooser: Locator;
  readonly filters: Locator;
  readonly filterPanel: Locator;
  /** Loads the values of a field again, in the filters. */
  readonly loadValuesAgain: Locator;
  readonly views: Locator;
  readonly showChanges: Locator;
  readonly wholePage: Locator;
  readonly exporting: Locator;
  readonly syncNow: Locator;
  readonly sendMany: Locator;
  readonly setField: Locator;
  readonly include: Locator;
  /** The actions on many that run in the background, with their progress. */
  readonly bulkActions: Locator;
  readonly report: Locator;

  constructor(page: Page) {
    super(page);
    this.linksOfFirstRow = page.locator("tbody tr[data-hire]").first().getByRole("link");
    this.tabs = { chosen: page.getByRole("tab", { selected: true }), others: page.getByRole("tab", { selected: false }) };
    this.rows = page.locator("tbody tr[data-hire]");
    this.panel = page.getByRole("tabpanel");
    this.firstHire = page.getByRole("link", { name: /\S/ }).and(page.locator("a[href*='/onboard/new-hires/']")).first();
    this.noOnePending = page.getByText(empty.emptyTitle({ status: "pending" }));
    this.startsBeforeGoLive = this.rows.getByText(words.attention({ code: "before_go_live" }));
    this.excludedByRule = page.getByText(words.attention({ code: "import_rule" })).first();
    this.search = page.getByRole("textbox", { name: m.search() });
    this.sorting = page.getByLabel(m.sortBy());
    this.columnChooser = page.getByRole("dialog", { name: m.columns() });
    // The panel has a button to clear the filters.
    this.filters = this.button(m.filters(), { exact: true });
    this.filterPanel = page.getByRole("dialog", { name: m.filters() });
    this.loadValuesAgain = this.filterPanel.getByRole("group").getByRole("button", { name: ui.tryAgain() });
    this.views = this.button(m.views());
    this.showChanges = this.button(m.showChanges());
    this.wholePage = page.getByRole("checkbox", { name: m.selectPage() });
    this.exporting = this.button(m.exportList());
    this.syncNow = this.button(syncWords.syncButton());
    this.sendMany = this.button(bulk.sendInvitations());
    this.setField = this.button(bulk.editField());
    this.include = this.button(bulk.include());
    this.bulkActions = page.getByRole("region", { name: bulk.bulkActions() });
    this.report = this.bulkActions.getByRole("link", { name: bulk.downloadReport() });
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
    return this.page.getByRole("columnheader", { name: columnTitles[of]() });
  }

  /** Returns the button that removes a filter. */
  filter(field: HireField, value: string): Locator {
    return this.button(filteringWords.removeFilter({ filter: filteringWords.valueFilter({ field: labelOf(field), value }) }));
  }

  /** Opens the filters and sets one; `closeFilters` closes them. */
  async filterBy(field: HireField, ...values: string[]): Promise<void> {
    await this.filters.click();
    await this.openValues(field);
    for (const value of values) await this.valueBox(field, value).check();
  }

  /** Opens the values of a field, in the open filters. */
  async openValues(field: HireField): Promise<void> {
    await this.filterPanel.getByRole("button", { name: labelOf(field) }).click();
  }

  /** Returns the box for one value of a field, in the open filters. */
  valueBox(field: HireField, value: string): Locator {
    return this.filterPanel.getByRole("group", { name: labelOf(field) }).getByRole("checkbox", { name: value, exact: true });
  }

  /** Goes to another tab. */
  async goTo(tab: Tab): Promise<void> {
    await this.page.getByRole("tab", { name: m.tab({ status: tab }) }).click();
  }

  /** Sets the start date relative to today, in the open filters. */
  async filterByStart(window: StartWindow): Promise<void> {
    await this.filterPanel.getByLabel(panelWords.startDate(), { exact: true }).selectOption(window);
  }

  /** Returns the button that removes a start date relative to today. */
  startFilter(window: StartWindow): Locator {
    return this.button(filteringWords.removeFilter({ filter: panelWords.startsFilter({ window }) }));
  }

  async closeFilters(): Promise<void> {
    await this.button(panels.done()).click();
  }

  async openColumns(): Promise<void> {
    await this.button(m.columns()).click();
  }

  async addColumn(column: keyof typeof columnTitles): Promise<void> {
    await this.page.getByRole("checkbox", { name: columnTitles[column]() }).check();
  }

  async showCompactly(): Promise<void> {
    await this.page.getByRole("radio", { name: panels.compact() }).check();
  }

  async sortBy(sorting: keyof typeof sortings): Promise<void> {
    await this.sorting.selectOption(sortings[sorting]());
  }

  async selectRow(row: Locator): Promise<void> {
    await row.getByRole("checkbox").check();
  }

  async selectPage(): Promise<void> {
    await this.wholePage.check();
  }

  /** Opens the question before something is done to all that match, beyond this page. */
  async ask(question: keyof typeof questions): Promise<void> {
    await this.button(questions[question](), { exact: true }).click();
  }

  async cancelAsking(): Promise<void> {
    await this.dialog.getByRole("button", { name: bulk.cancel(), exact: true }).click();
  }

  /** Selects all that match, however many those are. */
  async selectAll(): Promise<void> {
    await this.selectPage();
    await this.button(like(bulk.selectAll({ count: 7, isMore: "no" }), "7", "[\\d,]+")).click();
  }

  async selectAllThatMatch(count: number): Promise<void> {
    await this.button(bulk.selectAll({ count, isMore: "no" })).click();
  }

  allSelected(count: number): Locator {
    return this.page.getByText(bulk.allSelected({ count, isMore: "no" }));
  }

  invitationsSent(count: number): Locator {
    return this.page.getByText(outcome.invitationsSending({ count }));
  }

  /** Says yes to what the dialog asks before invitations are sent. */
  async confirmSending(): Promise<void> {
    await this.dialog.getByRole("button", { name: bulk.sendInvitations() }).click();
  }

  /** Takes the last action on many back, from where its outcome is told. */
  async undoBulk(): Promise<void> {
    await this.bulkActions.getByRole("button", { name: undo.undo(), exact: true }).first().click();
  }

  async confirmIncluding(): Promise<void> {
    await this.dialog.getByRole("button", { name: bulk.include() }).click();
  }

  /** Chooses a field and its new value in the dialog of `setField`. */
  async chooseField(field: HireField, value: string): Promise<void> {
    await this.dialog.getByLabel(bulk.field(), { exact: true }).selectOption(labelOf(field));
    await this.dialog.getByLabel(bulk.newValue({ field: nameOf(field) })).fill(value);
  }

  /** Starts the edit of as many hires as were selected, or of any number. */
  async confirmField(count?: number): Promise<void> {
    const shown = count === undefined ? "[\\d,]+" : String(count);
    const name = like(bulk.updateHires({ count: count ?? 7, isMore: "no" }), String(count ?? 7), shown);
    await this.dialog.getByRole("button", { name }).click();
  }

  bulkDone(count: number): Locator {
    return this.bulkActions.getByText(bulk.doneCount({ count }));
  }

  async downloadReport(): Promise<Download> {
    return this.download(this.report);
  }

  async openExport(): Promise<void> {
    await this.exporting.click();
  }

  async exportCsv(): Promise<Download> {
    await this.openExport();
    return this.download(this.page.getByRole("link", { name: textOf(panels.exportFormat({ format: "csv", note: (text) => text })) }));
  }

  newHiresWait(count: number): Locator {
    return this.page.getByText(m.newHires({ count }));
  }
}

/** How the report of an action on many calls a hire that it was done for. */
export const doneInReport = bulk.outcome({ outcome: "ok" });
