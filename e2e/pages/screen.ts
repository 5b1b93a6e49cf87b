import { type Download, expect, type Locator, type Page } from "@playwright/test";
import { isValidElement, type ReactNode } from "react";
import type { HireField } from "@/lib/hire-fields/fields";
import * as dates from "@/lib/messages/generated/hires/date-question";
import * as fieldNames from "@/lib/messages/generated/hires/field-names";
import * as fieldWords from "@/lib/messages/generated/hires/fields";
import * as problems from "@/lib/messages/generated/problems";
import * as ui from "@/lib/messages/generated/ui";
import * as forms from "@/lib/messages/generated/ui/forms";

/** A part of the portal on a page. Its words come from the message catalogues, so that a flow holds in any language. */
export class Screen {
  readonly page: Page;
  readonly dialog: Locator;
  /** Says while a save is under way, and when that takes long. */
  readonly saving: Locator;
  readonly stillSaving: Locator;
  /** Says that nothing can be saved without a connection, and that nothing is lost. */
  readonly offline: Locator;
  /** Says that someone else signed in since the page was made. */
  readonly otherPerson: Locator;
  /** Says in the open dialog why what it asks about was not done. */
  readonly dialogFailure: Locator;
  /** Asks before changes are lost. */
  readonly leaveQuestion: Locator;
  /** Asks whether a date is right that is probably a slip. */
  readonly dateQuestion: Locator;
  /** Says that a part of the page did not arrive. */
  readonly partFailed: Locator;
  /** Loads again what could not be loaded. */
  readonly tryAgain: Locator;

  constructor(page: Page) {
    this.page = page;
    this.dialog = page.getByRole("dialog");
    this.saving = this.button(forms.saving());
    this.stillSaving = this.button(forms.stillSaving());
    this.offline = page.getByText(forms.offline()).first();
    this.otherPerson = page.getByText(problems.personChanged()).first();
    this.dialogFailure = this.dialog.getByRole("alert");
    this.leaveQuestion = page.getByRole("dialog", { name: forms.discardQuestion() });
    this.dateQuestion = page.getByRole("dialog", { name: dates.question({ count: 1 }) });
    this.partFailed = page.getByText(ui.partFailed()).first();
    this.tryAgain = this.button(ui.tryAgain()).first();
  }

  /** Presses a key that leads to a control. Again where it does not: a key that is pressed before the page's scripts run is lost. */
  async focusByKey(key: string, control: Locator): Promise<void> {
    await expect(async () => {
      if (!(await control.evaluate((element) => element === document.activeElement))) await this.page.keyboard.press(key);
      await expect(control).toBeFocused({ timeout: 1_000 });
    }).toPass();
  }

  /** Opens the short help beside the title; Escape closes it. */
  async openHelp(): Promise<void> {
    await this.button(ui.howThisWorks()).click();
    // The panel's code comes later than the press; a key pressed before that closes nothing.
    await this.page.getByRole("dialog", { name: ui.howThisWorks() }).waitFor();
  }

  /** Follows a link while something is not saved, and stays when that is asked about. */
  async tryToLeave(): Promise<void> {
    await this.page.getByRole("navigation").getByRole("link").first().click();
    await this.keepEditing();
  }

  /** Leads to the page above this one. */
  get above(): Locator {
    return this.page.getByRole("navigation", { name: ui.breadcrumb() }).getByRole("link").last();
  }

  /** Presses a part of the open dialog that does nothing. */
  async pressBlankPart(): Promise<void> {
    await this.dialog.getByRole("heading").click();
  }

  /** Answers the question before changes are lost: stays. */
  async keepEditing(): Promise<void> {
    await this.leaveQuestion.getByRole("button", { name: forms.keepEditing() }).click();
    await this.leaveQuestion.waitFor({ state: "hidden" });
  }

  /** Answers the question before changes are lost: goes on without them. */
  async discardChanges(): Promise<void> {
    await this.leaveQuestion.getByRole("button", { name: forms.discard() }).click();
  }

  /** Answers the question about a date. */
  async answerDate(isRight: boolean): Promise<void> {
    await this.dateQuestion.getByRole("button", { name: isRight ? dates.confirm() : forms.keepEditing() }).click();
  }

  /** Returns the controls that the confirmation covers though the page is scrolled to its end: what stands at its foot, and its last ones. */
  coveredControls(): Promise<(string | null)[]> {
    return this.page.evaluate(() => {
      window.scrollTo({ top: document.documentElement.scrollHeight, behavior: "instant" });
      const end = innerHeight - Number.parseFloat(document.documentElement.style.getPropertyValue("--toast"));
      return [...document.querySelectorAll<HTMLElement>("main button, main a[href], main input, main select, main textarea")]
        .map((control) => ({ name: control.textContent || control.getAttribute("aria-label"), box: control.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 1 && box.bottom > end && box.top < innerHeight)
        .map(({ name }) => name);
    });
  }

  /** Returns what shows a text of the test's own: a name, an address, a note. */
  showing(text: string): Locator {
    return this.page.getByText(text);
  }

  /** Returns the page's first heading when it says `text`, which is the test's own. */
  titled(text: string | RegExp): Locator {
    return this.page.getByRole("heading", { level: 1, name: text });
  }

  /** Returns what refuses with these words. */
  protected alert(words: string | RegExp): Locator {
    return this.page.getByRole("alert").filter({ hasText: words });
  }

  /** Clicks what starts a download and returns the file. */
  protected async download(link: Locator): Promise<Download> {
    const [download] = await Promise.all([this.page.waitForEvent("download"), link.click()]);
    return download;
  }

  /** Returns the card with this title. */
  protected card(title: string): Locator {
    return this.page.locator("section", { has: this.page.getByRole("heading", { name: title, exact: true }) });
  }

  protected button(name: string | RegExp, { exact = false } = {}): Locator {
    return this.page.getByRole("button", { name, exact });
  }
}

/** Stands for a name that a flow leaves open. */
export const ANYONE = "Any One";

/** Returns a pattern of a sentence in which `open` may be anything, or what `pattern` allows. */
export function like(sentence: string, open: string, pattern = ".*"): RegExp {
  return new RegExp(sentence.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll(open, pattern));
}

/** Returns the words of a message that has markup. */
export function textOf(node: ReactNode): string {
  if (typeof node === "string" || typeof node === "number") return String(node);
  if (Array.isArray(node)) return node.map(textOf).join("");
  return isValidElement<{ children?: ReactNode }>(node) ? textOf(node.props.children) : "";
}

/** Returns a record's field as a sentence calls it. */
export function nameOf(field: HireField): string {
  return fieldNames.name({ field });
}

/** Returns a record's field as a label calls it. */
export function labelOf(field: HireField): string {
  return fieldWords.label({ field });
}
