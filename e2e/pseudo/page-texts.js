// Runs in the page before its own scripts, as it is: a compiled function would miss its compiler's helpers there.

/** Returns every text under a node that a person reads or hears, hidden ones too, as one may be shown later. */
globalThis.pageTexts = (root) => {
  const read = ["aria-label", "aria-description", "aria-valuetext", "aria-roledescription", "title", "placeholder", "alt", "label"];
  const typed = /^(text|email|search|tel|url|number|submit|button|reset)$/;
  /** @type {string[]} */
  const texts = [];
  /** @param {Node} node */
  function visit(node) {
    if (node instanceof Text) texts.push(node.data);
    if (node instanceof Element) {
      if (node.matches("script, style, noscript")) return;
      for (const name of read) texts.push(node.getAttribute(name) ?? "");
      if (node instanceof HTMLMetaElement && node.name === "description") texts.push(node.content);
      if (node instanceof HTMLTextAreaElement || (node instanceof HTMLInputElement && typed.test(node.type))) texts.push(node.value);
      if (node instanceof HTMLOptionElement) texts.push(node.text || node.value);
    }
    node.childNodes.forEach(visit);
  }
  if (!root.parentElement?.closest("script, style, noscript")) visit(root);
  return texts.map((text) => text.trim()).filter((text) => /[A-Za-z]{2}/.test(text));
};

let isParsed = false;
new MutationObserver((records) => {
  // A text that is still being received is read when it is whole.
  if (!isParsed) return;
  const texts = records.flatMap(({ type, target, addedNodes }) => (type === "childList" ? [...addedNodes] : [target]).flatMap(pageTexts));
  if (texts.length > 0) void tellTexts(texts);
}).observe(document, {
  subtree: true,
  childList: true,
  characterData: true,
  attributes: true,
  attributeFilter: ["aria-label", "title", "placeholder", "aria-valuetext"],
});
document.addEventListener("DOMContentLoaded", () => {
  isParsed = true;
  void tellTexts(pageTexts(document));
});
