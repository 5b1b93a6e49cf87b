import type { Locator } from "@playwright/test";
import { like, Screen, textOf } from "@/e2e/pages/screen";
import * as list from "@/lib/messages/generated/hires/list";
import * as panels from "@/lib/messages/generated/hires/panels";
import * as m from "@/lib/messages/generated/hires/views";

/** The list's saved views: the panel that holds them, and the line that says which one is active. */
export class ViewsPanel extends Screen {
  get panel(): Locator {
    return this.page.getByRole("dialog", { name: list.views() });
  }

  async open(): Promise<void> {
    await this.button(list.views()).click();
    await this.panel.getByLabel(panels.viewName()).waitFor();
  }

  /** Saves the list as it is shown as a new view, in the panel. */
  async save(name: string): Promise<void> {
    await this.open();
    await this.panel.getByLabel(panels.viewName()).fill(name);
    await this.panel.getByRole("button", { name: panels.saveView() }).click();
    await this.panel.waitFor({ state: "hidden" });
  }

  /** Returns what says that a view was saved. */
  isSaved(name: string): Locator {
    return this.page.getByText(panels.viewSaved({ name }));
  }

  /** Deletes a view of one's own, which asks nothing and can be undone. */
  async deleteOwn(name: string): Promise<void> {
    await this.remove(name).click();
    await this.page.getByText(like(textOf(panels.viewDeleted({ name, undo: (text) => text })), name)).waitFor();
  }

  view(name: string): Locator {
    return this.panel.getByRole("link", { name });
  }

  /** Returns the line of the active view. */
  active(name: string): Locator {
    return this.page.getByRole("region", { name, exact: true });
  }

  /** Returns what says that the list is not the view as it was saved any more. */
  changed(name: string): Locator {
    return this.active(name).getByText(m.changed(), { exact: true });
  }

  sharedBy(name: string, owner: string): Locator {
    return this.active(name).getByText(m.sharedBy({ name: owner }));
  }

  saveChanges(name: string): Locator {
    return this.active(name).getByRole("button", { name: m.saveChanges() });
  }

  changesSaved(name: string): Locator {
    return this.page.getByText(m.changesSavedForTeam({ name }));
  }

  async saveAsNew(active: string, name: string): Promise<void> {
    await this.active(active).getByRole("button", { name: m.saveAsNew() }).click();
    const panel = this.page.getByRole("dialog", { name: m.saveAsNew() });
    await panel.getByLabel(panels.viewName()).fill(name);
    await panel.getByRole("button", { name: panels.saveView() }).click();
    await panel.waitFor({ state: "hidden" });
  }

  async backTo(name: string): Promise<void> {
    await this.active(name).getByRole("button", { name: m.discardChanges() }).click();
  }

  share(name: string): Locator {
    return this.panel.getByRole("button", { name: m.share({ name }) });
  }

  unshare(name: string): Locator {
    return this.panel.getByRole("button", { name: m.unshare({ name }) });
  }

  copy(name: string): Locator {
    return this.panel.getByRole("button", { name: m.copy({ name }) });
  }

  remove(name: string): Locator {
    return this.panel.getByRole("button", { name: panels.deleteView({ name }) });
  }

  /** Answers the question before a colleague's view is deleted. */
  async confirmDeletion(): Promise<void> {
    await this.page.getByRole("dialog", { name: m.deleteQuestion() }).getByRole("button", { name: m.deleteConfirm() }).click();
  }

  /** Copies the address of the list that is shown, and returns it. */
  async copyLink(): Promise<string> {
    await this.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await this.open();
    // The clipboard is for the page in front alone.
    await this.page.bringToFront();
    await this.panel.getByRole("button", { name: m.copyLink() }).click();
    await this.page.getByText(m.linkCopied()).waitFor();
    return this.page.evaluate(() => navigator.clipboard.readText());
  }
}
