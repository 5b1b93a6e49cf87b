/** The fragment with which the page was opened, until it stands in the address again. */
let held = "";

const events = ["hashchange", "popstate", "emptrust:fragment"];

/**
 * Takes the parameters in the fragment off the address before the framework starts. It keeps the address with which a page is opened, the
 * fragment included, and appends the next fragment to it: `#search=a#search=b` (vercel/next.js issue 96714, open in 16.4.6).
 */
export function holdFragment(): void {
  const { hash, pathname, search } = window.location;
  if (!hash.includes("=")) return;
  held = hash.slice(1);
  window.history.replaceState(window.history.state, "", `${pathname}${search}`);
}

/** Puts a fragment that was held back into the address, once the framework has started. */
export function returnFragment(): void {
  // Effects of children run before the framework's own, which takes over the history.
  setTimeout(() => {
    if (held === "") return;
    const { pathname, search } = window.location;
    window.history.replaceState(null, "", `${pathname}${search}#${held}`);
    held = "";
  });
}

/** Returns the fragment of this page's address. */
export function readFragment(): string {
  return held || window.location.hash.slice(1);
}

/**
 * Returns another address with this page's fragment, for a way that leads there over other pages: signing in, choosing an organization. Browsers
 * carry a fragment through the redirects between them, and no server is told it.
 */
export function withFragment(address: string): string {
  const fragment = readFragment();
  return fragment === "" ? address : `${address}#${fragment}`;
}

/** Calls back whenever the fragment may have changed, until what it returns is called. */
export function onFragment(changed: () => void): () => void {
  for (const event of events) window.addEventListener(event, changed);
  return () => {
    for (const event of events) window.removeEventListener(event, changed);
  };
}

/** Tells the page that pushState or replaceState changed the fragment, for which browsers send no event. */
export function tellFragment(): void {
  held = "";
  window.dispatchEvent(new Event("emptrust:fragment"));
}
