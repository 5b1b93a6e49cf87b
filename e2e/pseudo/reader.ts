import { readFile } from "node:fs/promises";
import type { BrowserContext, Page } from "@playwright/test";
import type { Mail } from "@/e2e/pages/mails";
import type { Data } from "@/e2e/pseudo/data";

declare global {
  var pageTexts: (root: Node) => string[];
  var tellTexts: (texts: string[]) => Promise<void>;
}

const MAIL = "a mail";
const script = "e2e/pseudo/page-texts.js";

/** Reads everything that the pages of a browser ever show, from what stands there for a moment to what mails say. */
export class Reader {
  readonly data: Data;
  private readonly places = new Map<string, string>();

  constructor(data: Data) {
    this.data = data;
  }

  /** Begins to read in a context that has no page yet. */
  async start(context: BrowserContext): Promise<void> {
    await context.exposeBinding("tellTexts", ({ page }, texts: string[]) => this.note(texts, page.url()));
    await context.addInitScript({ path: script });
  }

  /** Reads what the page holds now, in its fields and frames too, of which no change tells. */
  async look(page: Page): Promise<void> {
    const source = await readFile(script, "utf8");
    // A frame in which no script may run has not got the function.
    const reading = source.slice(0, source.indexOf("let isParsed"));
    for (const frame of page.frames()) {
      this.note(await frame.evaluate<string[]>(`${reading}; pageTexts(document)`), page.url());
    }
  }

  /** Reads a mail: its subject, its text, and its HTML as a mail program shows it. */
  async readMail(page: Page, { subject, text, html }: Mail): Promise<void> {
    this.note([subject, ...text.split("\n")], MAIL);
    await page.goto("about:blank");
    await page.setContent(html);
    this.note(await page.evaluate(() => pageTexts(document)), MAIL);
  }

  /** Returns the texts in plain letters that are no data, with the place where each was read first. */
  plain(): string[] {
    return this.data.plain(this.places.keys()).map((text) => `${this.places.get(text)?.replace(process.env.APP_URL ?? "", "")}: ${text}`);
  }

  private note(texts: string[], place: string): void {
    // Greenhouse's own pages have Greenhouse's words.
    if (place !== MAIL && !place.startsWith(process.env.APP_URL ?? "")) return;
    for (const text of texts) if (!this.places.has(text)) this.places.set(text, place);
  }
}
