import type { Page } from "@playwright/test";

/** Returns every text that the page shows or tells a screen reader, but for what frames hold. */
export function wordsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const texts = new Set<string>([document.title]);
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node instanceof Element) {
        for (const name of ["aria-label", "title", "placeholder", "alt", "aria-description"]) texts.add(node.getAttribute(name) ?? "");
      } else if (!node.parentElement?.closest("script, style, kbd, noscript")) texts.add(node.textContent ?? "");
    }
    return [...texts].map((text) => text.trim()).filter((text) => text !== "");
  });
}
