import type { Download, Locator, Page } from "@playwright/test";
import { labelOf, like, Screen, textOf } from "@/e2e/pages/screen";
import type { HireField } from "@/lib/hire-fields/fields";
import type { HireStatus } from "@/lib/hires/codes";
import { plainDate } from "@/lib/messages/format";
import * as outcome from "@/lib/messages/generated/hires/outcome";
import * as personal from "@/lib/messages/generated/hires/personal-data";
import * as m from "@/lib/messages/generated/hires/record";
import * as undo from "@/lib/messages/generated/hires/undo";
import * as words from "@/lib/messages/generated/hires/words";
import * as undoWords from "@/lib/messages/generated/server/undo";
import * as ui from "@/lib/messages/generated/ui";
import * as forms from "@/lib/messages/generated/ui/forms";
import { path } from "@/lib/platform/paths/address";
import { newHirePage, newHiresPage } from "@/lib/platform/paths/pages";

const sendTimes = { immediately: m.immediately, onDate: m.onDate, manually: m.manually };

/** The record of one hire. */
export class RecordPage extends Screen {
  /** The record's fields; those of the panels have forms of their own. */
  readonly form: Locator;
  readonly save: Locator;
  readonly saved: Locator;
  readonly saveAndNext: Locator;
  /** Asks about a start date that is probably a slip. */
  readonly next: Locator;
  readonly previous: Locator;
  readonly viewOnly: Locator;
  /** Sends the first invitation before its time. */
  readonly sendNow: Locator;
  readonly sendAgain: Locator;
  /** The seconds until an invitation may be sent again. */
  readonly wait: Locator;
  readonly invited: Locator;
  readonly correctAddressAndSend: Locator;
  readonly sendToNewAddress: Locator;
  readonly useGreenhouseValue: Locator;
  /** Says that someone else edited the same fields, and lets HR choose field by field. */
  readonly conflict: Locator;
  readonly notFound: Locator;
  readonly check: Locator;
  readonly checkedSame: Locator;
  readonly exclude: Locator;
  readonly include: Locator;
  /** This hire beside a possible duplicate. */
  readonly comparison: Locator;
  readonly differentPeople: Locator;
  readonly excludeDuplicate: Locator;
  readonly excluded: Locator;
  readonly withdrawn: Locator;
  readonly started: Locator;
  /** Which of the list's hires this is. */
  readonly position: Locator;
  readonly checkedChanged: Locator;
  /** Marks what is not the same in both records. */
  readonly differs = m.differs();
  readonly personalData: Locator;
  readonly changeSendTime: Locator;
  readonly sendDate: Locator;

  constructor(page: Page) {
    super(page);
    this.form = page.locator("form").first();
    this.save = this.button(m.save(), { exact: true });
    this.saved = page.getByRole("status").filter({ hasText: m.saved() });
    this.saveAndNext = this.button(m.saveAndNext());
    this.next = page.getByRole("link", { name: m.nextHire() });
    this.previous = page.getByRole("link", { name: m.previousHire() });
    this.viewOnly = page.getByText(m.viewOnly());
    this.sendNow = this.button(m.sendNow()).or(this.button(m.sendInvitation()));
    this.sendAgain = this.button(m.sendAgain());
    this.wait = page.getByText(like(m.waitToSend({ label: m.sendAgain(), seconds: 7 }), "7", "\\d+")).first();
    this.invited = page.getByText(words.status({ status: "invited" }), { exact: true }).first();
    this.correctAddressAndSend = this.button(m.correctAndSend());
    this.sendToNewAddress = this.button(m.sendToNew());
    this.useGreenhouseValue = this.button(m.takeGreenhouse(), { exact: true });
    this.conflict = this.alert(forms.conflictTitle());
    this.notFound = page.getByRole("heading", { name: m.notFound() });
    this.check = this.button(m.check());
    this.checkedSame = page.getByText(m.checkedSame());
    this.exclude = this.button(m.exclude(), { exact: true });
    this.include = this.button(m.include(), { exact: true });
    this.comparison = page.getByRole("dialog", { name: m.compareTitle() });
    this.differentPeople = this.comparison.getByRole("button", { name: m.differentPeople() });
    this.excludeDuplicate = this.comparison.getByRole("button", { name: m.excludeThis() });
    this.excluded = page.getByText(words.status({ status: "excluded" }), { exact: true }).first();
    this.withdrawn = page.getByText(words.status({ status: "withdrawn" }), { exact: true }).first();
    this.started = page.getByText(words.status({ status: "started" }), { exact: true }).first();
    this.position = page.getByText(like(m.placeOfAll({ place: 7, total: 7 }), "7", "\\d+")).first();
    this.checkedChanged = page.getByText(m.checkedChanged());
    this.personalData = page.getByRole("link", { name: personal.download() });
    this.changeSendTime = this.button(m.changeSendTime());
    this.sendDate = page.getByLabel(m.date(), { exact: true });
  }

  /** Takes the last change back from its confirmation. */
  get undo(): Locator {
    return this.page.getByRole("status").getByRole("button", { name: undo.undo(), exact: true });
  }

  get undone(): Locator {
    return this.page.getByRole("status").getByText(undo.undone());
  }

  /** Returns what says that the invitation stays. */
  invitationStays(address: string): Locator {
    return this.page.getByText(undo.undoneSent({ to: address })).or(this.page.getByText(undo.undoneSending({ to: address })));
  }

  /** Returns the line of the timeline that tells a value before and after. */
  changed(field: HireField, before: string, after: string): Locator {
    return this.page
      .getByRole("listitem")
      .getByText(textOf(undo.value({ field: labelOf(field), before, after })))
      .first();
  }

  restore(field: HireField, value: string): Locator {
    return this.button(undo.restoreFor({ field: labelOf(field), value }));
  }

  followGreenhouse(field: HireField): Locator {
    return this.button(m.takeGreenhouseFor({ field: labelOf(field) }));
  }

  changedSince(field: HireField, person: string): Locator {
    return this.page.getByText(undoWords.changedSinceBy({ fields: labelOf(field), people: person }));
  }

  /** Opens a record, as a link of a list does where its status is given. */
  async open(id: string, status?: HireStatus): Promise<void> {
    await this.page.goto(`${path(newHirePage, id)}${status ? `?status=${status}` : ""}`);
  }

  field(field: HireField): Locator {
    return this.page.getByRole("textbox", { name: labelOf(field) });
  }

  /** Returns what names where a field's value comes from. */
  source(field: HireField): Locator {
    return this.field(field).locator("xpath=following-sibling::span");
  }

  async fill(values: Partial<Record<HireField, string>>): Promise<void> {
    for (const [field, value] of Object.entries(values)) await this.field(field as HireField).fill(value);
  }

  /** Erases the person after the question, and arrives at the list. */
  async erase(name: string): Promise<void> {
    await this.button(personal.erase()).click();
    await this.page
      .getByRole("dialog", { name: personal.question({ name }) })
      .getByRole("button", { name: personal.eraseForGood() })
      .click();
    await this.page.waitForURL(new RegExp(`${newHiresPage}$`));
  }

  /** Returns what is kept of the person, as it is downloaded. */
  async downloadPersonalData(): Promise<Download> {
    return this.download(this.personalData);
  }

  /** Opens what shows this hire beside its possible duplicate. */
  async compareDuplicates(): Promise<void> {
    await this.button(m.compareDuplicates()).click();
    await this.comparison.waitFor();
  }

  /** Returns the line of the comparison that shows a field of both. */
  compared(field: HireField): Locator {
    return this.comparison.getByRole("row", { name: labelOf(field) });
  }

  /** Chooses when this hire's invitation is sent, in the form behind `changeSendTime`. */
  async chooseSendTime(time: keyof typeof sendTimes): Promise<void> {
    await this.page.getByRole("radio", { name: sendTimes[time](), exact: true }).check();
  }

  /** Saves the form of the send time, which stands after the record's own. */
  async saveSendTime(): Promise<void> {
    await this.save.last().click();
  }

  /** Sends the email to who is no longer hired: empty, which is refused, then as given. */
  async writeEmail(subject: string, message: string): Promise<void> {
    await this.button(m.writeEmail()).click();
    await this.button(m.sendEmail()).click();
    await this.page.getByLabel(m.subject()).fill(subject);
    await this.page.getByLabel(m.message()).fill(message);
    await this.button(m.sendEmail()).click();
  }

  emailSentTo(address: string): Locator {
    return this.page.getByText(m.emailSent({ to: address }));
  }

  savingSendsTo(address: string): Locator {
    return this.page.getByText(textOf(m.sendsTo({ to: address })));
  }

  invitationSentTo(address: string): Locator {
    return this.page.getByText(outcome.sendingTo({ to: address }));
  }

  greenhouseSays(value: string): Locator {
    return this.page.getByText(textOf(m.inGreenhouse({ value })));
  }

  /** Returns why the mail server sent a mail back. */
  bounce(reason: RegExp): Locator {
    return this.page.getByText(reason).first();
  }

  /** Returns where the record names a day, given as YYYY-MM-DD. */
  day(date: string): Locator {
    return this.page.getByText(plainDate(date, "long")).first();
  }

  async chooseDay(date: string): Promise<void> {
    await this.changeSendTime.click();
    await this.sendDate.fill(date);
  }

  /** Saves when the invitation is sent. */
  async savePlan(): Promise<void> {
    await this.page.locator("form", { has: this.sendDate }).getByRole("button", { name: m.save(), exact: true }).click();
  }

  async keepMyPlan(): Promise<void> {
    await this.conflict.getByRole("button", { name: ui.keepMineFor({ field: m.whenToSend() }) }).click();
  }

  /** Returns the colleague's value, or who that was, in the conflict. */
  theirs(value: string | RegExp): Locator {
    return this.conflict.getByText(value).first();
  }

  theirDay(date: string): Locator {
    return this.theirs(plainDate(date, "long"));
  }

  async keepMine(field: HireField): Promise<void> {
    await this.conflict.getByRole("button", { name: ui.keepMineFor({ field: labelOf(field) }) }).click();
  }

  async takeTheirs(field: HireField): Promise<void> {
    await this.conflict.getByRole("button", { name: ui.takeTheirsFor({ field: labelOf(field) }) }).click();
  }
}
