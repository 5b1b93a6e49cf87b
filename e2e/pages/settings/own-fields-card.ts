import type { Locator } from "@playwright/test";
import { Screen } from "@/e2e/pages/screen";
import type { OwnField } from "@/lib/hire-fields/own/fields";
import * as bulk from "@/lib/messages/generated/hires/bulk";
import * as filteringWords from "@/lib/messages/generated/hires/filters";
import * as list from "@/lib/messages/generated/hires/list";
import * as settings from "@/lib/messages/generated/settings";
import * as m from "@/lib/messages/generated/settings/own-fields";

/** The fields that an organization adds: where an admin adds them, and where they appear. */
export class OwnFields extends Screen {
  /** Adds a field behind the others, without saving. */
  async add({ label, type, choices = [] }: Omit<OwnField, "key">): Promise<void> {
    await this.button(m.add()).click();
    await this.page.getByLabel(m.label(), { exact: true }).last().fill(label);
    await this.page.getByLabel(m.type(), { exact: true }).last().selectOption(type);
    for (const choice of choices) {
      await this.page.getByLabel(m.addChoice({ field: label })).fill(choice);
      await this.page.keyboard.press("Enter");
    }
  }

  async save(): Promise<void> {
    await this.button(settings.saveSetting({ setting: m.title() })).click();
  }

  get saved(): Locator {
    return this.page.getByRole("status").filter({ hasText: settings.saved() });
  }

  /** Removes a field and saves; the question has to be answered. */
  async remove(label: string): Promise<void> {
    await this.button(m.remove({ field: label })).click();
    await this.save();
    await this.page
      .getByRole("dialog", { name: m.removeQuestion({ count: 1, names: label }) })
      .getByRole("button", { name: m.removeAndSave() })
      .click();
  }

  /** Why the fields were not saved. */
  get refusal(): Locator {
    return this.alert(settings.notSaved());
  }

  required(label: string): Locator {
    return this.page.getByRole("checkbox", { name: label, exact: true });
  }

  /** Chooses a record's value. */
  async choose(label: string, value: string): Promise<void> {
    await this.page.getByRole("combobox", { name: label }).selectOption(value);
  }

  /** Returns where a record's value is typed. */
  text(label: string): Locator {
    return this.page.getByRole("textbox", { name: label });
  }

  row(name: string): Locator {
    return this.page.getByRole("row", { name });
  }

  heading(label: string): Locator {
    return this.page.getByRole("columnheader", { name: label });
  }

  async addColumn(label: string): Promise<void> {
    await this.button(list.columns()).click();
    await this.page.getByRole("checkbox", { name: label, exact: true }).check();
    await this.page.keyboard.press("Escape");
  }

  /** Has the list show hires with one of these values, and closes the filters. */
  async filterBy(label: string, ...values: string[]): Promise<void> {
    await this.button(list.filters(), { exact: true }).click();
    const panel = this.page.getByRole("dialog", { name: list.filters() });
    await panel.getByRole("button", { name: label }).click();
    for (const value of values) await panel.getByRole("group", { name: label }).getByLabel(value, { exact: true }).check();
    await this.page.keyboard.press("Escape");
  }

  chip(label: string, value: string): Locator {
    return this.button(filteringWords.removeFilter({ filter: filteringWords.valueFilter({ field: label, value }) }));
  }

  /** Chooses a field and its value for many hires, in the open dialog. */
  async setForMany(label: string, value: string): Promise<void> {
    await this.dialog.getByLabel(bulk.field(), { exact: true }).selectOption(label);
    await this.dialog.getByLabel(bulk.newValue({ field: label })).selectOption(value);
  }
}
