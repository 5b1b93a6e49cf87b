const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
export const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);

/** A whole page; `body` is HTML. */
export function pageOf(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title><style>${styles}</style></head><body><main>
<h1>${escapeHtml(title)}</h1>${body}</main></body></html>`;
}

const styles = `:root{color-scheme:light dark;--ink:#1c2326;--soft:#5c6669;--ground:#faf9f7;--card:#fff;--line:#dcdad5;--accent:#0f5f5c}
@media(prefers-color-scheme:dark){:root{--ink:#f1f2f1;--soft:#b9c0c3;--ground:#14191b;--card:#1d2326;--line:#353c40;--accent:#5cc4c0}}
body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.5 system-ui,sans-serif}main{max-width:44rem;margin:auto;padding:2rem 1rem}
h1{font-size:1.4rem;margin:0}h2{font-size:1rem;margin:2rem 0 .5rem}h3{font-size:.9rem;margin:1rem 0 .4rem}p{color:var(--soft)}ul{padding:0;list-style:none}
li{padding:.4rem 0;border-bottom:1px solid var(--line);overflow-wrap:anywhere}li span{color:var(--soft)}.buttons{display:flex;flex-wrap:wrap;gap:.5rem}
button{font:inherit;min-height:2.75rem;padding:0 .9rem;border:1px solid var(--line);border-radius:.5rem;background:var(--card);color:inherit}
.notice{color:var(--ink);background:var(--card);border-left:3px solid var(--accent);padding:.6rem .9rem;overflow-wrap:anywhere;white-space:pre-line}
.failed{border-color:#b3261e}a{color:var(--accent)}a,button,input,select{outline-offset:2px}:focus-visible{outline:2px solid var(--accent)}
label{color:var(--soft);font-size:.85rem}input,select{box-sizing:border-box;font:inherit;width:100%;min-height:2.75rem;padding:0 .6rem;border:1px solid var(--line);
border-radius:.5rem;background:var(--ground);color:inherit}.choice,.scenarios form{display:flex;flex-direction:column;gap:.35rem}.choice{gap:.6rem}
.scenarios{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,18rem),1fr));gap:.75rem}
.scenarios form{border:1px solid var(--line);border-radius:.5rem;padding:.75rem;background:var(--card)}.scenarios p{margin:0}.scenarios button{margin-top:auto;border-color:var(--accent)}
.tick{display:flex;align-items:center;gap:.5rem}.tick input{width:1.25rem;min-height:2.75rem;margin:0}nav{display:flex;flex-wrap:wrap;gap:.25rem 1rem;margin-top:1.5rem}
nav a,.people a{display:inline-block;padding:.35rem 0}.people a[aria-current]{font-weight:700}`;
