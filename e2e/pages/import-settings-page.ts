import type { Locator, Page } from "@playwright/test";
import { labelOf, Screen } from "@/e2e/pages/screen";
import type { HireField } from "@/lib/hire-fields/schema";
import { importSettingsPage } from "@/lib/platform/paths";

const cards = { requiredFields: "Required fields", importRules: "Import rules", fieldMapping: "Field mapping" } as const;

/** The settings of who is imported and what a record needs. */
export class ImportSettingsPage extends Screen {
  readonly adminsDecide: Locator;
  /** The save buttons of all cards. */
  readonly anySave: Locator;
  readonly previewMapping: Locator;

  constructor(page: Page) {
    super(page);
    this.adminsDecide = page.getByText(/An admin of your organization manages these settings/);
    this.anySave = this.button(/Save changes/);
    this.previewMapping = this.button("Preview on real hires");
  }

  async open(): Promise<void> {
    await this.page.goto(importSettingsPage);
  }

  async save(card: keyof typeof cards): Promise<void> {
    await this.button(`Save changes: ${cards[card]}`).click();
  }

  required(field: HireField): Locator {
    return this.page.getByRole("checkbox", { name: labelOf(field) });
  }

  become(count: number, state: "pending" | "complete"): Locator {
    return this.page.getByText(`${count} hires become ${state}.`);
  }

  savedBy(name: string, when: "just now" | "lately"): Locator {
    return this.page.getByText(`Last changed by ${name}${when === "just now" ? " just now." : ""}`).first();
  }

  /** Adds the first rule: hires whose job title is none of these are imported. */
  async excludeJobTitle(title: string): Promise<void> {
    await this.button("Add rule").click();
    await this.page.getByLabel("Field of rule 1").selectOption(labelOf("jobTitle"));
    await this.page.getByLabel("Comparison of rule 1").selectOption("is none of");
    await this.page.getByLabel(`Add ${labelOf("jobTitle")}`).fill(title);
    await this.page.keyboard.press("Enter");
  }

  excludes(count: number): Locator {
    return this.page.getByText(new RegExp(`Excludes ${count} current hire`));
  }

  /** Maps a custom field of Greenhouse to one of the record's, after the one that is mapped already. */
  async mapField(field: HireField, custom: RegExp): Promise<void> {
    await this.button("Map field").click();
    await this.page.getByLabel("Field 2 here").selectOption(labelOf(field));
    const source = this.page.getByLabel("Greenhouse field 2");
    const option = await source.getByRole("option", { name: custom }).getAttribute("value");
    await source.selectOption(option ?? "");
  }

  previewedValue(value: string): Locator {
    return this.page.getByRole("cell", { name: value }).first();
  }
}
