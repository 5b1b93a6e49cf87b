import { createHash } from "node:crypto";
import * as m from "@/lib/messages/generated/layout/failed";
import { locale } from "@/lib/messages/generated/locale";
import * as ui from "@/lib/messages/generated/ui";

const style = `:root{color-scheme:light dark;--canvas:#fafaf9;--ink:#1c2429;--soft:#4a555b;--accent:#0f5f66;--on:#fff}
@media(prefers-color-scheme:dark){:root{--canvas:#0f1416;--ink:#f1f1ee;--soft:#b7bfc3;--accent:#6cc6cd;--on:#0a1a1c}}
body{margin:0;background:var(--canvas);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{max-width:30rem;margin:0 auto;padding:20vh 1.25rem 4rem}
h1{margin:0;font-size:1.375rem;line-height:1.3}
p{margin:.75rem 0 1.5rem;color:var(--soft);text-wrap:pretty}
a{display:inline-block;padding:.55rem 1rem;border-radius:.5rem;background:var(--accent);color:var(--on);font-weight:500;text-decoration:none}
a:focus-visible{outline:2px solid var(--accent);outline-offset:2px}`;

const SECONDS = 3;
/** Asks whether the portal is ready, and then opens the page again; after a form it goes back to the form, which browsers keep filled. */
const script = `setInterval(()=>fetch("/api/health/ready").then(({ok})=>{if(ok)document.body.dataset.form?history.back():location.reload()}).catch(()=>{}),${SECONDS * 1000})`;

const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** What the page may load: its own style and script, and whether the portal is ready. */
export const failedPagePolicy = `default-src 'none'; style-src ${hash(style)}; script-src ${hash(script)}; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

export interface Failure {
  /** Whether the database does not answer: then the page opens again by itself. */
  isAway: boolean;
  /** Whether a form was sent. */
  isForm: boolean;
  /** Whether the person came by a link that is theirs alone. */
  isInvitation: boolean;
}

/** Returns the page that stands where another one failed on the server, in one piece and without the portal's assets. */
export function failedPage({ isAway, isForm, isInvitation }: Failure): string {
  const title = isAway ? m.awayTitle() : m.failedTitle();
  return `<!doctype html>
<html lang="${locale}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${inHtml(title)} · EMPTrust</title>
<style>${style}</style>
<body${isForm ? ' data-form="true"' : ""}>
<main role="alert">
<h1>${inHtml(title)}</h1>
<p>${inHtml(textOf({ isAway, isForm, isInvitation }))}</p>
${isForm ? "" : `<a href="">${inHtml(ui.tryAgain())}</a>`}
</main>
${isAway ? `<script>${script}</script>` : ""}
</body>
</html>
`;
}

function textOf({ isAway, isForm, isInvitation }: Failure): string {
  if (!isAway) return m.failedText();
  if (isForm) return m.awayFormText();
  return isInvitation ? m.awayInvitationText() : m.awayText();
}

function inHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
