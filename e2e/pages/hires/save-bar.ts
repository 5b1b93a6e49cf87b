import type { Locator } from "@playwright/test";
import { Screen } from "@/e2e/pages/screen";
import * as m from "@/lib/messages/generated/hires/record";

/** The bar below a record's form. */
export class SaveBar extends Screen {
  /** Saves another address, and sends the invitation there. */
  get saveAndSend(): Locator {
    return this.button(m.saveAndSend());
  }
}
