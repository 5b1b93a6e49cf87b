import { complete, hireSomebody, type Stage } from "./control";
import { acceptedOffer, type Candidate } from "./model";

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);

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
  revoke: { label: "Revoke the key", press: (stage) => everyKey(stage, true) },
  restore: { label: "Restore the key", press: (stage) => everyKey(stage, false) },
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
  const keys = stage.keys.all().filter(({ world }) => world === stage.world);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>A local Greenhouse</title><style>${styles}</style></head><body><main>
<h1>A local Greenhouse</h1><p>Invented people for trying the portal out. Nothing here leaves this machine.</p>
${notice ? `<p class="notice" role="status">${escapeHtml(notice)}</p>` : ""}
<h2>Make something happen</h2><div class="buttons">${Object.entries(buttons)
    .map(([name, { label }]) => `<form method="post" action="/press/${name}"><button>${label}</button></form>`)
    .join("")}</div>
<h2>Keys</h2><ul>${keys
    .map(
      ({ key, revoked, permissions }) =>
        `<li><code>${escapeHtml(key)}</code> ${revoked ? "revoked" : permissions.join(", ") || "no permission"}</li>`,
    )
    .join("")}</ul>
<h2>Newest people</h2><ul>${recent
    .map((person) => `<li>${escapeHtml(nameOf(person))} <span>${isComplete(person) ? "complete" : "something is missing"}</span></li>`)
    .join("")}</ul></main></body></html>`;
}

function hired(stage: Stage, details: { personalEmail?: null; startsAt?: null }): string {
  const { candidateId } = hireSomebody(stage.world, stage.now(), { complete: true, ...details });
  const person = stage.world.candidate(candidateId);
  return `${person ? nameOf(person) : "Somebody"} was hired.`;
}

function everyKey(stage: Stage, revoked: boolean): string {
  for (const { key, world } of stage.keys.all()) {
    if (world === stage.world) stage.keys[revoked ? "revoke" : "restore"](key);
  }
  return revoked ? "The keys are revoked." : "The keys work again.";
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

const styles = `:root{color-scheme:light dark;--ink:#1c2326;--soft:#5c6669;--ground:#faf9f7;--card:#fff;--line:#dcdad5;--accent:#0f5f5c}
@media(prefers-color-scheme:dark){:root{--ink:#f1f2f1;--soft:#b9c0c3;--ground:#14191b;--card:#1d2326;--line:#353c40;--accent:#5cc4c0}}
body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.5 system-ui,sans-serif}main{max-width:44rem;margin:auto;padding:2rem 1rem}
h1{font-size:1.4rem;margin:0}h2{font-size:1rem;margin:2rem 0 .5rem}p{color:var(--soft)}ul{padding:0;list-style:none}
li{padding:.4rem 0;border-bottom:1px solid var(--line);overflow-wrap:anywhere}li span{color:var(--soft)}.buttons{display:flex;flex-wrap:wrap;gap:.5rem}
button{font:inherit;min-height:2.75rem;padding:0 .9rem;border:1px solid var(--line);border-radius:.5rem;background:var(--card);color:inherit}
.notice{color:var(--ink);background:var(--card);border-left:3px solid var(--accent);padding:.6rem .9rem}`;
