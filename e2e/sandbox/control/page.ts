import { findPeople, isComplete, nameOf, newestHire } from "@/e2e/sandbox/control/people";
import { type Field, fieldsOf } from "@/e2e/sandbox/control/press";
import { groups } from "@/e2e/sandbox/control/scenarios/all";
import type { Scenario } from "@/e2e/sandbox/control/scenarios/scenario";
import { credentialsOf, type Outcome, type Stage, worldNamed } from "@/e2e/sandbox/control/stage";
import { escapeHtml, pageOf } from "@/e2e/sandbox/html";
import { acceptedOffer, type Candidate } from "@/e2e/sandbox/world/model";
import type { World } from "@/e2e/sandbox/world/world";

const SHOWN = 12;

/** What the page is about: an account, and the person whom one has chosen. */
interface View {
  stage: Stage;
  world: World;
  /** A key or client id of the account; empty for the default one. */
  account: string;
  chosen: Candidate | undefined;
  search: string;
}

/** Returns the page of scenarios for the account, the person and the search that the address names; what it does not know is the default. */
export function renderPage(stage: Stage, address: URLSearchParams): string {
  const named = address.get("account") ?? "";
  const found = worldNamed(stage, named);
  const world = found ?? stage.world;
  const chosen = world.candidate(Number(address.get("person")));
  const view: View = { stage, world, account: found ? named : "", chosen, search: address.get("search") ?? "" };
  const { keys, clients } = credentialsOf(stage, world);
  const webhook = stage.webhooks.urlOf(world);
  return pageOf(
    "Scenarios",
    `<p>A local Greenhouse with sample people. Nothing here leaves this machine.</p>${outcomeOf(stage)}
<h2>Account and person</h2>${choice(view)}
<nav aria-label="Groups">${Object.keys(groups)
      .map((title) => `<a href="#${title}">${title}</a>`)
      .join("")}</nav>
${Object.entries(groups)
  .map(([title, members]) => group(view, title, members))
  .join("")}
<h2>Keys and clients of this account</h2><ul>${keys.map(({ key, revoked, permissions }) => credentialLine("Harvest v1", key, revoked, permissions)).join("")}
${clients.map(({ id, revoked, scopes }) => credentialLine("Harvest v3", id, revoked, scopes)).join("")}</ul>
<h2>Webhook</h2><p>${webhook ? `Changes are sent to <code>${escapeHtml(webhook)}</code>.` : "No webhook is registered."}</p>`,
  );
}

function outcomeOf({ lastScenario: last }: Stage): string {
  if (!last) return "";
  const isDone = "outcome" in last;
  const said = isDone ? last.outcome.summary : last.problem;
  return `<section id="outcome" tabindex="-1" class="notice${isDone ? "" : " failed"}" role="${isDone ? "status" : "alert"}">
<strong>${escapeHtml(last.label)}${isDone ? "" : ": not done"}</strong><br>${escapeHtml(said)}${isDone ? idsOf(last.outcome) : ""}</section>`;
}

function idsOf({ candidateId, applicationIds = [], offerIds = [] }: Outcome): string {
  const parts = [
    candidateId === undefined ? [] : [`candidate ${candidateId}`],
    applicationIds.map((id) => `application ${id}`),
    offerIds.map((id) => `offer ${id}`),
  ].flat();
  return parts.length === 0 ? "" : `<br><code>${parts.join(" · ")}</code>`;
}

/** The account, the search, and whom the scenarios of a person act on. */
function choice({ stage, world, account, chosen, search }: View): string {
  const worlds = [...new Set([...stage.keys.all(), ...stage.clients.all()].map((credential) => credential.world))];
  const options = worlds.map((one) => {
    const { keys, clients } = credentialsOf(stage, one);
    const name = keys[0]?.key ?? clients[0]?.id ?? "";
    const isDefault = one === stage.world;
    const label = `${isDefault ? "Default account" : name} (${one.size} people)`;
    return `<option value="${isDefault ? "" : escapeHtml(name)}"${one === world ? " selected" : ""}>${escapeHtml(label)}</option>`;
  });
  const people = findPeople(world, search);
  const usual = newestHire(world);
  const acting = chosen ?? usual;
  return `<form method="get" action="/" class="choice">
<label>Account <select name="account">${options.join("")}</select></label>
<label>Name, email or ID <input type="search" name="search" value="${escapeHtml(search)}"></label><button>Show</button></form>
<p>${acting ? `${chosen ? "Chosen" : "No one is chosen; scenarios act on the newest hire"}: <strong>${escapeHtml(nameOf(acting))}</strong>, ${escapeHtml(stateOf(acting))}.` : "There is no hire in this account."}</p>
<ul aria-label="People" class="people">${people
    .slice(0, SHOWN)
    .map((one) => personLine(one, account, search, one === chosen))
    .join("")}</ul>
${people.length > SHOWN ? `<p>${people.length - SHOWN} more. Search for them.</p>` : ""}${people.length === 0 ? "<p>No one matches.</p>" : ""}`;
}

function personLine(one: Candidate, account: string, search: string, isChosen: boolean): string {
  const place = new URLSearchParams({ account, search, person: String(one.id) });
  return `<li><a href="/?${escapeHtml(String(place))}"${isChosen ? ' aria-current="true"' : ""}>${escapeHtml(nameOf(one))}</a> <span>${escapeHtml(stateOf(one))}</span></li>`;
}

function stateOf(one: Candidate): string {
  const application = one.applications.at(-1);
  const offer = application && acceptedOffer(application);
  const email = one.emails.find(({ type }) => type === "personal")?.value;
  return [
    String(one.id),
    application?.status ?? "no application",
    email ?? "no personal email",
    offer ? `starts ${offer.startsOn ?? "on no date"}` : "no accepted offer",
    isComplete(one) ? "complete" : "missing information",
  ].join(" · ");
}

function group(view: View, title: string, members: Record<string, Scenario>): string {
  const forms = Object.entries(members).map(([name, scenario]) => form(view, name, scenario));
  return `<section aria-labelledby="${title}"><h2 id="${title}">${title}</h2><div class="scenarios">${forms.join("")}</div></section>`;
}

function form(view: View, name: string, scenario: Scenario): string {
  const fields = fieldsOf(scenario).map((field) => input(view, name, field));
  return `<form method="post" action="/press/${name}"><p id="${name}">${scenario.sentence}</p>${fields.join("")}
<button aria-describedby="${name}">${scenario.label}</button></form>`;
}

function input({ stage, world, account, chosen }: View, scenario: string, { name, title, kind, choices, initial }: Field): string {
  if (name === "account") return hidden(name, account);
  if (name === "person") return hidden(name, chosen ? String(chosen.id) : "");
  const id = `${scenario}.${name}`;
  const label = `<label for="${id}">${title}</label>`;
  if (kind === "checkbox") return `<div class="tick"><input type="checkbox" id="${id}" name="${name}">${label}</div>`;
  const { keys, clients } = credentialsOf(stage, world);
  const credentials = ["", ...keys.map(({ key }) => key), ...clients.map((client) => client.id)];
  const offered = name === "credential" ? credentials : choices;
  if (offered.length > 0) {
    const options = offered.map(
      (one) => `<option value="${escapeHtml(one)}"${one === initial ? " selected" : ""}>${one === "" ? "All" : escapeHtml(one)}</option>`,
    );
    return `${label}<select id="${id}" name="${name}">${options.join("")}</select>`;
  }
  const step = kind === "number" ? ' step="any" min="0"' : "";
  return `${label}<input type="${kind}" id="${id}" name="${name}" value="${escapeHtml(initial)}"${step} autocomplete="off">`;
}

function hidden(name: string, value: string): string {
  return value === "" ? "" : `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`;
}

function credentialLine(kind: string, name: string, revoked: boolean, may: readonly string[]): string {
  return `<li>${kind} <code>${escapeHtml(name)}</code> <span>${revoked ? "revoked" : may.join(", ") || "no permissions"}</span></li>`;
}
