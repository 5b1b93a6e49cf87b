import type { Locator, Page } from "@playwright/test";
import { ANYONE, like, Screen } from "@/e2e/pages/screen";
import * as m from "@/lib/messages/generated/onboarding";

/** What a new hire sees behind the link of an invitation. */
export class OnboardingPage extends Screen {
  readonly start: Locator;
  readonly started: Locator;
  readonly expired: Locator;
  readonly newerLink: Locator;
  /** Greenhouse no longer says that they are hired, which may be over soon. */
  readonly pleaseWait: Locator;
  readonly unknown: Locator;
  readonly withdrawn: Locator;
  /** What follows after the start where the employer sends the forms. */
  readonly formsFollow: Locator;
  /** What the new hire writes to HR. */
  readonly note: Locator;
  /** When the link expires, by the employer's clock. */
  readonly expiry: Locator;

  constructor(page: Page) {
    super(page);
    this.start = this.button(m.start());
    this.started = page.getByRole("heading", { name: like(m.startedName({ name: ANYONE }), ANYONE) });
    this.expired = page.getByRole("heading", { name: m.deadTitle({ reason: "expired" }) });
    this.note = page.getByRole("textbox", { name: m.noteLabel() });
    this.unknown = page.getByRole("heading", { name: m.deadTitle({ reason: "unknown" }) });
    this.withdrawn = page.getByRole("heading", { name: m.deadTitle({ reason: "withdrawn" }) });
    this.formsFollow = page.getByText(like(m.employerKnows({ employer: ANYONE }), ANYONE));
    this.expiry = page.getByText(like(m.linkIsPrivate({ day: ANYONE, time: ANYONE }), ANYONE));
    this.pleaseWait = page.getByRole("heading", { name: m.waitTitle() });
    this.newerLink = page.getByRole("heading", { name: m.deadTitle({ reason: "replaced" }) });
  }

  welcome(firstName: string): Locator {
    return this.page.getByRole("heading", { name: m.welcomeName({ name: firstName }) });
  }

  /** Returns the employer's logo. */
  logo(employer: string): Locator {
    return this.page.getByRole("img", { name: employer });
  }

  /** Returns the way to write to the employer. */
  contact(address: string): Locator {
    return this.page.getByRole("link", { name: address });
  }

  /** Reports incorrect details to HR. */
  async tellHr(note: string): Promise<void> {
    await this.page.getByText(m.noteQuestion()).click();
    await this.note.fill(note);
    await this.button(m.noteSend()).click();
  }
}
