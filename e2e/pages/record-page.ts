import type { Locator, Page } from "@playwright/test";
import { labelOf, Screen } from "@/e2e/pages/screen";
import type { HireField } from "@/lib/hire-fields/schema";
import { newHirePage, path } from "@/lib/platform/paths";
import * as words from "@/lib/messages/generated/hires/words";

/** The record of one hire. */
export class RecordPage extends Screen {
  readonly save: Locator;
  readonly sendNow: Locator;
  readonly sendAgain: Locator;
  /** The seconds until an invitation may be sent again. */
  readonly wait: Locator;
  readonly invited: Locator;
  readonly correctAddressAndSend: Locator;
  readonly sendToNewAddress: Locator;
  readonly useGreenhouseValue: Locator;
  /** Says that somebody else changed the same fields, and lets HR choose field by field. */
  readonly conflict: Locator;

  constructor(page: Page) {
    super(page);
    this.save = this.button("Save", { exact: true });
    this.sendNow = this.button("Send now");
    this.sendAgain = this.button(/Send again/);
    this.wait = page.getByText(/\(\d+ s\)/).first();
    this.invited = page.getByText("Invited", { exact: true }).first();
    this.correctAddressAndSend = this.button("Correct address and send");
    this.sendToNewAddress = this.button("Send to new address");
    this.useGreenhouseValue = this.button("Use Greenhouse value");
    this.conflict = this.alert("someone else edited these fields");
  }

  async open(id: string): Promise<void> {
    await this.page.goto(path(newHirePage, id));
  }

  field(field: HireField): Locator {
    return this.page.getByRole("textbox", { name: labelOf(field) });
  }

  async fill(values: Partial<Record<HireField, string>>): Promise<void> {
    for (const [field, value] of Object.entries(values)) await this.field(field as HireField).fill(value);
  }

  savingSendsTo(address: string): Locator {
    return this.page.getByText(`Saving will send the invitation to ${address}`);
  }

  invitationSentTo(address: string): Locator {
    return this.page.getByText(words.sendingTo({ to: address }));
  }

  greenhouseSays(value: string): Locator {
    return this.page.getByText(`In Greenhouse: ${value}`);
  }

  /** Returns why the mail server sent a mail back. */
  bounce(reason: RegExp): Locator {
    return this.page.getByText(reason).first();
  }

  /** Returns where the record names a day, given as YYYY-MM-DD. */
  day(date: string): Locator {
    const words = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" }).format(new Date(date));
    return this.page.getByText(words).first();
  }

  /** Returns the colleague's value, or who that was, in the conflict. */
  theirs(value: string | RegExp): Locator {
    return this.conflict.getByText(value).first();
  }

  async keepMine(field: HireField): Promise<void> {
    await this.conflict.getByRole("button", { name: `Use mine for ${labelOf(field)}` }).click();
  }

  async takeTheirs(field: HireField): Promise<void> {
    await this.conflict.getByRole("button", { name: `Use theirs for ${labelOf(field)}` }).click();
  }
}
