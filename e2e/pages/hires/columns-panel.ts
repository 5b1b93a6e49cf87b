import type { Locator } from "@playwright/test";
import type { ColumnName } from "@/components/hires/columns/layout";
import { labelOf, Screen } from "@/e2e/pages/screen";
import * as words from "@/lib/messages/generated/hires/columns";
import * as m from "@/lib/messages/generated/hires/list";
import * as panels from "@/lib/messages/generated/hires/panels";

const titles = {
  name: m.newHire,
  job: m.job,
  location: () => labelOf("location"),
  department: () => labelOf("department"),
  starts: m.starts,
  added: m.added,
  lastChange: () => m.sinceColumn({ status: "all" }),
};
type Column = Extract<ColumnName | "name", keyof typeof titles> | "lastChange";

/** The list's columns: their headings, what one lists, and the panel that arranges them. */
export class ColumnsPanel extends Screen {
  /** The headings in their order, each as it is called. */
  async titles(): Promise<string[]> {
    const all = await this.page.getByRole("columnheader").allInnerTexts();
    return all.map((text) => text.trim()).filter((text) => text !== "" && text !== m.action());
  }

  /** Returns the moment that each row ends with, which is when its invitation was last sent where the tab tells of that. */
  lastSent(): Promise<string[]> {
    return this.page
      .locator("tbody tr[data-hire]")
      .evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll("time")].at(-1)?.getAttribute("datetime") ?? ""));
  }

  titleOf(column: Column): string {
    return titles[column]();
  }

  heading(column: Column): Locator {
    return this.page.getByRole("columnheader", { name: titles[column](), exact: true });
  }

  /** Returns the button that sorts by a column; there is none where the list cannot be sorted by it. */
  sorting(column: Column): Locator {
    return this.heading(column).getByRole("button");
  }

  /** Returns the headings that say that the list is sorted by them. */
  get sorted(): Locator {
    return this.page.locator("th[aria-sort]");
  }

  /** Returns the edge of a heading, which changes the column's width. It is there once someone reached for the headings. */
  edge(column: Column): Locator {
    return this.page.getByRole("separator", { name: words.widthOf({ column: titles[column]() }) });
  }

  async reachForHeadings(): Promise<void> {
    await this.heading("name").hover();
  }

  async widthOf(column: Column): Promise<number> {
    return (await this.heading(column).boundingBox())?.width ?? 0;
  }

  /** Returns how many lines a hire's name takes on the screen. */
  async linesOf(name: RegExp): Promise<number> {
    return this.page
      .getByRole("link", { name })
      .first()
      .evaluate((link) => {
        const shown = link.querySelector("span[title]") ?? link;
        return Math.round(shown.clientHeight / Number.parseFloat(getComputedStyle(shown).lineHeight));
      });
  }

  /** Returns how many pixels of the list stand beyond its edge, and are reached by scrolling it sideways. */
  async sidewaysBeyond(): Promise<number> {
    return this.page
      .getByRole("tabpanel")
      .evaluate((panel) =>
        Math.max(0, ...[...panel.querySelectorAll("div, ul")].map((one) => (one.clientWidth > 0 ? one.scrollWidth - one.clientWidth : 0))),
      );
  }

  get panel(): Locator {
    return this.page.getByRole("dialog", { name: m.columns() });
  }

  async open(): Promise<void> {
    await this.button(m.columns()).click();
    await this.panel.getByRole("checkbox").first().waitFor();
  }

  async add(column: Column): Promise<void> {
    await this.panel.getByRole("checkbox", { name: titles[column]() }).check();
  }

  moveUp(column: Column): Locator {
    return this.panel.getByRole("button", { name: words.moveUp({ column: titles[column]() }) });
  }

  /** Says to a screen reader where a column stands now. */
  nowAt(column: Column, place: number, total: number): Locator {
    return this.panel.getByText(words.movedTo({ column: titles[column](), place, total }));
  }

  async drag(column: Column, onto: Column): Promise<void> {
    const row = (of: Column) => this.panel.getByRole("listitem").filter({ hasText: titles[of]() });
    await row(column).dragTo(row(onto));
  }

  async reset(): Promise<void> {
    await this.panel.getByRole("button", { name: panels.resetColumns() }).click();
  }
}
