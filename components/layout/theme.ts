export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

const storageKey = "theme";

/**
 * Runs in the document's head before anything is painted, so that no page flashes in the wrong theme; afterwards it
 * follows the system, and a choice made here or in another tab.
 */
export const themeScript = `(() => {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const apply = () => {
    let chosen = null;
    try { chosen = localStorage.getItem("${storageKey}"); } catch {}
    const dark = chosen === "dark" || (chosen !== "light" && system.matches);
    document.documentElement.dataset.theme = dark ? "dark" : "light";
  };
  apply();
  system.addEventListener("change", apply);
  addEventListener("storage", apply);
})();`;

/** What the person chose; `system` until they did, and where the browser keeps nothing. */
export function chosenTheme(): Theme {
  try {
    return themes.find((theme) => theme === localStorage.getItem(storageKey)) ?? "system";
  } catch {
    return "system";
  }
}

/** Keeps the choice and applies it, here and in the portal's other tabs. */
export function chooseTheme(theme: Theme): void {
  try {
    localStorage.setItem(storageKey, theme);
  } catch {
    // Without storage the system's theme stays.
  }
  // Browsers tell only the other tabs.
  window.dispatchEvent(new StorageEvent("storage", { key: storageKey }));
}

/** Calls back when the choice changes, in whatever tab. */
export function onThemeChange(callback: () => void): () => void {
  window.addEventListener("storage", callback);
  return () => window.removeEventListener("storage", callback);
}
