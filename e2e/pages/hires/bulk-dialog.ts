import type { Locator } from "@playwright/test";
import { labelOf, like, nameOf, Screen } from "@/e2e/pages/screen";
import type { HireField } from "@/lib/hire-fields/fields";
import * as bulk from "@/lib/messages/generated/hires/bulk";
import * as undo from "@/lib/messages/generated/hires/undo";

/** What asks before something is done to many hires. */
export class BulkDialog extends Screen {
  /** Returns what the dialog says before: how many of those who are meant change. */
  willChange(affected: number, total: number): Locator {
    return this.dialog.getByText(bulk.willChange({ action: "set_field", affected, total }));
  }

  /** Returns what the dialog says before sending: how many links stop working. */
  linksStop(count: number): Locator {
    return this.dialog.getByText(undo.linksReplaced({ count }));
  }

  /** Returns what the dialog says before: how many of those who are meant are invited by it. */
  willInvite(count: number): Locator {
    return this.dialog.getByText(bulk.willInvite({ count }));
  }

  /** Sends to all who are meant. */
  get send(): Locator {
    return this.dialog.getByRole("button", { name: bulk.sendInvitations() });
  }

  async chooseOnlyField(field: HireField): Promise<void> {
    await this.dialog.getByLabel(bulk.field(), { exact: true }).selectOption(labelOf(field));
  }

  /** Returns the control of a field's new value. */
  newValue(field: HireField): Locator {
    return this.dialog.getByLabel(bulk.newValue({ field: nameOf(field) }));
  }

  /** Clears the field instead of setting a value. */
  get clearField(): Locator {
    return this.dialog.getByRole("radio", { name: bulk.clearValue() });
  }

  get clearRequiredField(): Locator {
    return this.dialog.getByRole("radio", { name: bulk.clearRequired() });
  }

  get update(): Locator {
    return this.dialog.getByRole("button", { name: like(bulk.updateHires({ count: 7, isMore: "no" }), "7", "[\\d,]+") });
  }
}
