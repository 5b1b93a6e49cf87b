import type { Locator } from "@playwright/test";
import { Screen } from "@/e2e/pages/screen";
import * as record from "@/lib/messages/generated/hires/compensation";
import * as list from "@/lib/messages/generated/hires/list";
import * as panels from "@/lib/messages/generated/hires/panels";
import * as settings from "@/lib/messages/generated/settings";
import * as m from "@/lib/messages/generated/settings/compensation";

/** What is agreed about pay: where an admin chooses what is read of it, on a record, and in an export. */
export class CompensationCard extends Screen {
  /** Has an offer's custom field of this name be read as compensation, and saves. */
  async choose(name: string): Promise<void> {
    const field = settings.source({ source: "offer", name });
    await this.page.getByRole("group", { name: m.title() }).getByLabel(field, { exact: true }).check();
    await this.button(settings.saveSetting({ setting: m.title() })).click();
  }

  get show(): Locator {
    return this.button(record.show());
  }

  get hide(): Locator {
    return this.button(record.hide());
  }

  /** Returns a value that the record shows. */
  value(text: string): Locator {
    return this.page.getByRole("definition").getByText(text, { exact: true });
  }

  /** Returns the choice of an export to hold it. */
  async inExport(): Promise<Locator> {
    await this.button(list.exportList()).click();
    return this.page.getByLabel(panels.exportWithPay());
  }
}
