/**
 * A mail's HTML as a frame of this page can show it. A frame without an address of its own is held to the page's policy,
 * which lets in no style but those that carry its nonce: inline styles, of which mails are full, become rules of a style
 * sheet. Links lead nowhere. `dark` settles what the mail otherwise asks the reader's system.
 */
export function previewDocument(html: string, { dark, nonce }: { dark: boolean; nonce: string }): string {
  // Before it is parsed, which is where the policy bites.
  const known = html.replace(/(\s)style="/g, '$1data-style="').replaceAll("<style", `<style nonce="${nonce}"`);
  const page = new DOMParser().parseFromString(known, "text/html");
  const rules = new Map<string, string>();
  for (const element of page.querySelectorAll<HTMLElement>("[data-style]")) {
    const style = element.dataset.style ?? "";
    const name = rules.get(style) ?? `inline-${rules.size}`;
    rules.set(style, name);
    element.classList.add(name);
    delete element.dataset.style;
  }
  for (const link of page.querySelectorAll("a")) link.removeAttribute("href");
  const themed = (css: string) =>
    css
      .replaceAll("(prefers-color-scheme: dark)", dark ? "all" : "not all")
      .replaceAll("color-scheme: light dark", `color-scheme: ${dark ? "dark" : "light"}`);
  for (const style of page.querySelectorAll("style")) style.textContent = themed(style.textContent ?? "");
  const sheet = page.createElement("style");
  sheet.setAttribute("nonce", nonce);
  // Named three times, a rule outweighs the mail's own, as an inline style does.
  sheet.textContent = [...rules].map(([style, name]) => `.${name}.${name}.${name} { ${style} }`).join("\n");
  page.head.append(sheet);
  return `<!doctype html>${page.documentElement.outerHTML}`;
}

/** The nonce of this page's own scripts and styles, which browsers show to scripts only. */
export function pageNonce(): string {
  return document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce ?? "";
}
