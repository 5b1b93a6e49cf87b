import type { Locator } from "@playwright/test";
import { sortingWords } from "@/components/hires/list/sortings";
import { labelOf, Screen, textOf } from "@/e2e/pages/screen";
import type { HireField } from "@/lib/hire-fields/fields";
import type { NewHireSort } from "@/lib/hires/codes";
import * as filteringWords from "@/lib/messages/generated/hires/filters";
import * as m from "@/lib/messages/generated/hires/list";
import * as views from "@/lib/messages/generated/hires/views";

/** What paper says of the list and of a record in the place of controls. */
export class Paper extends Screen {
  view(name: string): Locator {
    return this.page.getByText(textOf(views.active({ name: (text) => text, view: name })));
  }

  filter(field: HireField, value: string): Locator {
    return this.page.locator(`[data-printed="${filteringWords.valueFilter({ field: labelOf(field), value })}"]`);
  }

  search(search: string): Locator {
    return this.page.getByText(m.searchedFor({ search }), { exact: true });
  }

  sorting(sort: NewHireSort): Locator {
    return this.page.getByText(m.sortedBy({ sorting: sortingWords(sort) }), { exact: true });
  }

  /** Returns which of the list's hires the page has. */
  places(first: number, last: number): Locator {
    return this.page.getByText(m.places({ first, last }), { exact: true });
  }

  /** Returns what holds a field's value, its source included; the value is its attribute `data-printed`. */
  field(field: HireField): Locator {
    return this.page.locator("[data-printed]", { has: this.page.getByLabel(labelOf(field)) });
  }

  /** Returns what names where a field's value comes from. */
  source(field: HireField): Locator {
    return this.field(field).locator("span");
  }
}
