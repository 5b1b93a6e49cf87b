import { credentialsOf, isComplete, nameOf, scenarios } from "@/e2e/sandbox/control/scenarios";
import type { Stage } from "@/e2e/sandbox/control/stage";
import { escapeHtml, pageOf } from "@/e2e/sandbox/html";

/** Returns the page that shows this Greenhouse and its scenarios; `notice` says what the last one did. */
export function renderPage(stage: Stage, notice: string | null): string {
  const recent = [...stage.world.candidates()].slice(-12).reverse();
  const { keys, clients } = credentialsOf(stage);
  const webhook = stage.webhooks.urlOf(stage.world);
  return pageOf(
    "A local Greenhouse",
    `<p>Sample people for trying the portal. Nothing here leaves this machine.</p>
${notice ? `<p class="notice" role="status">${escapeHtml(notice)}</p>` : ""}
<h2>Scenarios</h2>${Object.entries(scenarios).map(group).join("")}
<h2>API keys (Harvest v1)</h2><ul>${keys.map(({ key, revoked, permissions }) => credentialLine(key, revoked, permissions)).join("")}</ul>
<h2>Clients (Harvest v3)</h2><ul>${clients.map(({ id, revoked, scopes }) => credentialLine(id, revoked, scopes)).join("")}</ul>
<h2>Webhook</h2><p>${webhook ? `Changes are sent to <code>${escapeHtml(webhook)}</code>.` : "No webhook is registered."}</p>
<h2>Newest candidates</h2><ul>${recent
      .map((person) => `<li>${escapeHtml(nameOf(person))} <span>${isComplete(person) ? "complete" : "missing information"}</span></li>`)
      .join("")}</ul>`,
  );
}

function group([title, members]: [string, (typeof scenarios)[string]]): string {
  const forms = Object.entries(members).map(
    ([name, { label }]) => `<form method="post" action="/press/${name}"><button>${label}</button></form>`,
  );
  return `<h3>${title}</h3><div class="buttons">${forms.join("")}</div>`;
}

function credentialLine(name: string, revoked: boolean, may: readonly string[]): string {
  return `<li><code>${escapeHtml(name)}</code> ${revoked ? "revoked" : may.join(", ") || "no permissions"}</li>`;
}
