import type { Download, Locator, Page } from "@playwright/test";
import { Screen } from "@/e2e/pages/screen";
import * as m from "@/lib/messages/generated/hires/documents";
import * as ui from "@/lib/messages/generated/ui";

/** The offer documents that Greenhouse keeps of a hire, on their record. */
export class DocumentsCard extends Screen {
  readonly signedLetter: Locator;
  readonly noPermission: Locator;
  /** Asks Greenhouse again, where it could not be asked. */
  readonly askAgain: Locator;

  constructor(page: Page) {
    super(page);
    this.signedLetter = page.getByRole("link", { name: m.type({ type: "signed_offer_letter" }) });
    this.askAgain = this.card(m.title()).getByRole("button", { name: ui.tryAgain() });
    this.noPermission = page.getByText(m.noPermission({ permission: "harvest:attachments:list" }));
  }

  /** Goes to the card: Greenhouse is asked once it is in sight. */
  async reach(): Promise<void> {
    await this.card(m.title()).scrollIntoViewIfNeeded();
  }

  /** Opens the signed letter, as the browser does: as a file. */
  openSignedLetter(): Promise<Download> {
    return this.download(this.signedLetter);
  }
}
