import type { Locator, Page } from "@playwright/test";
import { Screen } from "@/e2e/pages/screen";
import type { HireField } from "@/lib/hire-fields/fields";
import * as m from "@/lib/messages/generated/hires/add";
import * as fieldWords from "@/lib/messages/generated/hires/fields";
import * as record from "@/lib/messages/generated/hires/record";
import * as validation from "@/lib/messages/generated/validation/hires";
import { newHiresPage } from "@/lib/platform/paths/pages";

/** Where HR adds a hire by hand. */
export class AddHirePage extends Screen {
  readonly add: Locator;
  /** Says that a name or an address is needed. */
  readonly needsName: Locator;
  /** On the record that became one of two. */
  readonly joined: Locator;

  constructor(page: Page) {
    super(page);
    this.add = this.button(m.add());
    this.needsName = page.getByText(validation.nameOrEmail()).first();
    this.joined = page.getByText(record.joined()).first();
  }

  /** Arrives from the list, as HR does. */
  async open(): Promise<void> {
    await this.page.goto(newHiresPage);
    await this.page.getByRole("link", { name: m.title() }).click();
    await this.add.waitFor();
  }

  async fill(values: Partial<Record<HireField, string>>): Promise<void> {
    for (const [field, value] of Object.entries(values)) await this.field(field as HireField).fill(value);
  }

  field(field: HireField): Locator {
    return this.page.getByLabel(fieldWords.label({ field }), { exact: true });
  }

  /** Leads to the record that the form added before. */
  get openAdded(): Locator {
    return this.button(m.openRecord());
  }

  /** Makes one record of the two that are compared. */
  async joinBoth(): Promise<void> {
    await this.dialog.getByRole("button", { name: record.joinBoth() }).click();
  }
}
