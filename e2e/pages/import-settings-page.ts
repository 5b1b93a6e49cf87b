import type { Locator, Page } from "@playwright/test";
import { ANYONE, labelOf, like, nameOf, Screen, textOf } from "@/e2e/pages/screen";
import type { HireField } from "@/lib/hire-fields/fields";
import * as m from "@/lib/messages/generated/settings";
import * as compensation from "@/lib/messages/generated/settings/compensation";
import * as rehire from "@/lib/messages/generated/settings/rehire";
import * as time from "@/lib/messages/generated/time";
import { importSettingsPage } from "@/lib/platform/paths/pages";
import type { EraseChoice } from "@/lib/settings/greenhouse/rules";

const cards = {
  requiredFields: m.requiredFields,
  importRules: m.importRules,
  fieldMapping: m.fieldMapping,
  packages: m.packages,
  syncInterval: m.syncInterval,
  retention: m.retention,
  rehire: rehire.title,
  compensation: compensation.title,
};

/** The settings of who is imported and what a record needs. */
export class ImportSettingsPage extends Screen {
  readonly adminsDecide: Locator;
  /** The save buttons of all cards. */
  readonly anySave: Locator;
  readonly previewMapping: Locator;
  readonly previewOfMapping: Locator;
  /** A hire that the rules, as typed, would exclude. */
  readonly anyExample: Locator;

  constructor(page: Page) {
    super(page);
    this.adminsDecide = page.getByText(m.adminsDecide());
    this.anySave = this.button(like(m.saveSetting({ setting: ANYONE }), ANYONE));
    this.previewMapping = this.button(m.previewMapping());
    this.previewOfMapping = page.getByText(m.previewCaption()).or(page.getByText(m.previewEmpty())).first();
    this.anyExample = page.locator("a[target=_blank]").first();
  }

  async open(): Promise<void> {
    await this.page.goto(importSettingsPage);
  }

  async save(card: keyof typeof cards): Promise<void> {
    await this.button(m.saveSetting({ setting: cards[card]() })).click();
  }

  required(field: HireField): Locator {
    return this.page.getByRole("checkbox", { name: labelOf(field) });
  }

  become(count: number, state: "pending" | "complete"): Locator {
    return this.page.getByText((state === "pending" ? m.becomePending : m.becomeComplete)({ count }));
  }

  /** Returns where a card, and no other, says who saved it last. */
  savedBy(card: keyof typeof cards, name: string, when: "just now" | "lately"): Locator {
    const sentence = textOf(m.lastChanged({ name, when: when === "just now" ? time.justNow() : ANYONE }));
    return this.card(cards[card]()).getByText(like(sentence, ANYONE));
  }

  /** Adds the first rule: hires whose job title is none of these are imported. */
  async excludeJobTitle(title: string): Promise<void> {
    await this.button(m.addRule()).click();
    await this.page.getByLabel(m.ruleField({ n: 1 })).selectOption(labelOf("jobTitle"));
    await this.page.getByLabel(m.ruleComparison({ n: 1 })).selectOption(m.isNoneOf());
    await this.page.getByLabel(m.addValue({ field: nameOf("jobTitle") })).fill(title);
    await this.page.keyboard.press("Enter");
  }

  excludes(count: number): Locator {
    return this.page.getByText(m.excludes({ count }));
  }

  /** Maps a custom field of Greenhouse to one of the record's, after the one that is mapped already. */
  async mapField(field: HireField, custom: RegExp): Promise<void> {
    await this.mapOwnField(labelOf(field), custom);
  }

  /** Maps a custom field of Greenhouse to the record's field of this label, after the one that is mapped already. */
  async mapOwnField(label: string, custom: RegExp): Promise<void> {
    await this.button(m.mapField()).click();
    await this.page.getByLabel(m.mappedField({ n: 2 })).selectOption(label);
    const source = this.page.getByLabel(m.sourceField({ n: 2 }));
    const option = await source.getByRole("option", { name: custom }).getAttribute("value");
    await source.selectOption(option ?? "");
  }

  /** Has values without a translation, of the second mapping, make hires pending. */
  async waitForTranslations(): Promise<void> {
    await this.page.getByText(m.translateValues()).last().click();
    await this.page.getByLabel(m.unknownValue()).last().selectOption("pending");
  }

  /** Translates a value that recent hires have, as the first of the second mapping. */
  async translate(value: string, to: string): Promise<void> {
    await this.button(value).click();
    await this.page.getByLabel(m.translationTo({ n: 1 })).fill(to);
  }

  /** Adds a package with a second condition, which is not whole yet. */
  async addPackage(): Promise<void> {
    await this.button(m.addPackage()).click();
    await this.button(m.addCondition()).click();
  }

  async chooseInterval(minutes: number): Promise<void> {
    await this.page.getByRole("radio", { name: m.customInterval() }).check();
    await this.page.getByLabel(m.minutesBetween()).fill(String(minutes));
  }

  /** Sets for how many hours nothing changes for who is no longer hired, and what becomes of who is hired again later. */
  async waitForRehire(hours: number, choice: "resume" | "invite_again"): Promise<void> {
    await this.page.getByLabel(rehire.hours()).fill(String(hours));
    await this.page.getByRole("radio", { name: rehire.choice({ choice }) }).check();
    await this.save("rehire");
  }

  /** Sets what happens here when Greenhouse anonymizes or deletes someone. */
  async eraseWithGreenhouse(mode: EraseChoice["mode"]): Promise<void> {
    await this.page.getByRole("radio", { name: rehire.eraseMode({ mode }) }).check();
    await this.save("rehire");
  }

  async eraseWhenNoLongerHired(days: number): Promise<void> {
    await this.page.getByLabel(m.withdrawnDays()).fill(String(days));
  }

  erases(count: number): Locator {
    return this.page.getByText(m.retentionErases({ count }), { exact: true });
  }

  /** The question before people are erased, and its answers. */
  get erasing() {
    const dialog = this.page.getByRole("dialog", { name: m.retentionConfirmTitle() });
    return {
      dialog,
      says: (count: number) => dialog.getByText(m.retentionConfirm({ count })),
      confirm: dialog.getByRole("button", { name: m.retentionConfirmAction() }),
      keepEditing: dialog.getByRole("button", { name: m.keepEditing() }),
    };
  }

  previewedValue(value: string): Locator {
    return this.page.getByRole("cell", { name: value }).first();
  }
}
