import { complete, hireSomebody, type Stage } from "@/e2e/sandbox/control/control";
import { escapeHtml, pageOf } from "@/e2e/sandbox/html";
import { acceptedOffer, type Candidate } from "@/e2e/sandbox/world/model";

interface Button {
  label: string;
  /** Does it and says in one line what happened. */
  press(stage: Stage): string;
}

/** The buttons by the name in their form's address. */
const buttons: Record<string, Button> = {
  "hire-complete": { label: "Hire a complete candidate", press: (stage) => hired(stage, {}) },
  "hire-without-email": { label: "Hire one without an e-mail", press: (stage) => hired(stage, { personalEmail: null }) },
  "hire-without-start": { label: "Hire one without a start date", press: (stage) => hired(stage, { startsAt: null }) },
  complete: {
    label: "Complete a pending record",
    press: (stage) => {
      const pending = newest(stage, (one) => !isComplete(one));
      if (!pending) return "Nobody is pending.";
      const application = pending.applications.find((one) => acceptedOffer(one));
      if (application) complete(stage.world, application.id, stage.now());
      return `The record of ${nameOf(pending)} is complete now.`;
    },
  },
  rescind: {
    label: "Rescind the newest offer",
    press: (stage) => {
      const person = newest(stage, (one) => one.applications.some((application) => acceptedOffer(application)));
      const application = person?.applications.find((one) => acceptedOffer(one));
      if (!person || !application) return "There is no accepted offer.";
      stage.world.rescind(application.id);
      return `The offer to ${nameOf(person)} was rescinded.`;
    },
  },
  revoke: { label: "Revoke the keys and clients", press: (stage) => everyCredential(stage, "revoke") },
  restore: { label: "Restore the keys and clients", press: (stage) => everyCredential(stage, "restore") },
  "fail-five": {
    label: "Answer 500 five times",
    press: ({ faults }) => {
      faults.add({ kind: "500", count: 5 });
      return "The next five answers are errors.";
    },
  },
  slow: {
    label: "Answer slowly ten times",
    press: ({ faults }) => {
      faults.add({ kind: "slow", count: 10, delayMs: 3_000 });
      return "The next ten answers take three seconds each.";
    },
  },
};

/** Presses a button by its name; undefined when there is none of that name. */
export function press(stage: Stage, name: string): string | undefined {
  return buttons[name]?.press(stage);
}

/** The page that shows this Greenhouse and its buttons. */
export function renderPage(stage: Stage, notice: string | null): string {
  const recent = people(stage).slice(-12).reverse();
  const { keys, clients } = credentials(stage);
  const webhook = stage.webhooks.urlOf(stage.world);
  return pageOf(
    "A local Greenhouse",
    `<p>Invented people for trying the portal out. Nothing here leaves this machine.</p>
${notice ? `<p class="notice" role="status">${escapeHtml(notice)}</p>` : ""}
<h2>Make something happen</h2><div class="buttons">${Object.entries(buttons)
      .map(([name, { label }]) => `<form method="post" action="/press/${name}"><button>${label}</button></form>`)
      .join("")}</div>
<h2>Keys (Harvest v1)</h2><ul>${keys.map(({ key, revoked, permissions }) => credentialLine(key, revoked, permissions)).join("")}</ul>
<h2>Clients (Harvest v3)</h2><ul>${clients.map(({ id, revoked, scopes }) => credentialLine(id, revoked, scopes)).join("")}</ul>
<h2>Webhook</h2><p>${webhook ? `Changes are sent to <code>${escapeHtml(webhook)}</code>.` : "None is registered."}</p>
<h2>Newest people</h2><ul>${recent
      .map((person) => `<li>${escapeHtml(nameOf(person))} <span>${isComplete(person) ? "complete" : "something is missing"}</span></li>`)
      .join("")}</ul>`,
  );
}

function credentialLine(name: string, revoked: boolean, may: readonly string[]): string {
  return `<li><code>${escapeHtml(name)}</code> ${revoked ? "revoked" : may.join(", ") || "no permission"}</li>`;
}

/** What opens the default account. */
function credentials({ world, keys, clients }: Stage) {
  return { keys: keys.all().filter((key) => key.world === world), clients: clients.all().filter((client) => client.world === world) };
}

function hired(stage: Stage, details: { personalEmail?: null; startsAt?: null }): string {
  const { candidateId } = hireSomebody(stage.world, stage.now(), { complete: true, ...details });
  const person = stage.world.candidate(candidateId);
  return `${person ? nameOf(person) : "Somebody"} was hired.`;
}

function everyCredential(stage: Stage, change: "revoke" | "restore"): string {
  const { keys, clients } = credentials(stage);
  for (const { key } of keys) stage.keys[change](key);
  for (const { id } of clients) stage.clients[change](id);
  return change === "revoke" ? "The keys and clients are revoked." : "The keys and clients work again.";
}

function people(stage: Stage): Candidate[] {
  return [...stage.world.candidates()];
}

function newest(stage: Stage, wanted: (person: Candidate) => boolean): Candidate | undefined {
  return people(stage).findLast((one) => one.applications.some(({ status }) => status === "hired") && wanted(one));
}

function isComplete({ firstName, lastName, emails, applications }: Candidate): boolean {
  const reachable = emails.some(({ type, value }) => type !== "work" && value.includes("@"));
  const placed = applications.every((one) => one.jobs.length > 0 && acceptedOffer(one)?.startsOn !== null);
  return Boolean(firstName?.trim() && lastName?.trim()) && reachable && placed;
}

function nameOf({ firstName, lastName, id }: Candidate): string {
  return (
    [firstName, lastName]
      .map((part) => part?.trim())
      .filter(Boolean)
      .join(" ") || `Candidate ${id}`
  );
}
