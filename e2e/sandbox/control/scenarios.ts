import { completeRecord, hireCandidate } from "@/e2e/sandbox/control/hires";
import type { Stage } from "@/e2e/sandbox/control/stage";
import { acceptedOffer, type Candidate } from "@/e2e/sandbox/world/model";

interface Scenario {
  label: string;
  /** Runs it and returns one line about what happened. */
  run(stage: Stage): string;
}

/** The buttons of the sandbox's page: by group, then by the name in their form's address. */
export const scenarios: Record<string, Record<string, Scenario>> = {
  Hires: {
    "hire-complete": { label: "Hire a complete candidate", run: (stage) => hired(stage, {}) },
    "hire-without-email": { label: "Hire a candidate with no email", run: (stage) => hired(stage, { personalEmail: null }) },
    "hire-without-start": { label: "Hire a candidate with no start date", run: (stage) => hired(stage, { startsAt: null }) },
  },
  Changes: {
    complete: {
      label: "Complete a pending record",
      run: (stage) => {
        const pending = newest(stage, (one) => !isComplete(one));
        if (!pending) return "No one is pending.";
        const application = pending.applications.find((one) => acceptedOffer(one));
        if (application) completeRecord(stage.world, application.id, stage.now());
        return `${nameOf(pending)}'s record is now complete.`;
      },
    },
    rescind: {
      label: "Rescind the newest offer",
      run: (stage) => {
        const person = newest(stage, (one) => one.applications.some((application) => acceptedOffer(application)));
        const application = person?.applications.find((one) => acceptedOffer(one));
        if (!person || !application) return "There is no accepted offer.";
        stage.world.rescind(application.id);
        return `The offer to ${nameOf(person)} was rescinded.`;
      },
    },
  },
  Failures: {
    "fail-five": {
      label: "Fail the next 5 requests (HTTP 500)",
      run: ({ faults }) => {
        faults.add({ kind: "500", count: 5 });
        return "The next 5 requests fail with HTTP 500.";
      },
    },
    slow: {
      label: "Delay the next 10 responses by 3 s",
      run: ({ faults }) => {
        faults.add({ kind: "slow", count: 10, delayMs: 3_000 });
        return "The next 10 responses are delayed by 3 s.";
      },
    },
  },
  Credentials: {
    revoke: { label: "Revoke all keys and clients", run: (stage) => changeCredentials(stage, "revoke") },
    restore: { label: "Restore all keys and clients", run: (stage) => changeCredentials(stage, "restore") },
  },
};

/** Runs a scenario by its name and returns what happened; undefined when there is none of that name. */
export function runScenario(stage: Stage, name: string): string | undefined {
  return Object.values(scenarios)
    .find((group) => Object.hasOwn(group, name))
    ?.[name]?.run(stage);
}

/** Returns the keys and clients of the default account. */
export function credentialsOf({ world, keys, clients }: Stage) {
  return { keys: keys.all().filter((key) => key.world === world), clients: clients.all().filter((client) => client.world === world) };
}

function hired(stage: Stage, details: { personalEmail?: null; startsAt?: null }): string {
  const { candidateId } = hireCandidate(stage.world, stage.now(), { complete: true, ...details });
  const person = stage.world.candidate(candidateId);
  return `${person ? nameOf(person) : "A candidate"} was hired.`;
}

function changeCredentials(stage: Stage, change: "revoke" | "restore"): string {
  const { keys, clients } = credentialsOf(stage);
  for (const { key } of keys) stage.keys[change](key);
  for (const { id } of clients) stage.clients[change](id);
  return change === "revoke" ? "All keys and clients are revoked." : "All keys and clients work again.";
}

function newest(stage: Stage, wanted: (person: Candidate) => boolean): Candidate | undefined {
  return [...stage.world.candidates()].findLast((one) => one.applications.some(({ status }) => status === "hired") && wanted(one));
}

/** Returns whether a candidate's record has all that an invitation needs. */
export function isComplete({ firstName, lastName, emails, applications }: Candidate): boolean {
  const reachable = emails.some(({ type, value }) => type !== "work" && value.includes("@"));
  const placed = applications.every((one) => one.jobs.length > 0 && acceptedOffer(one)?.startsOn !== null);
  return Boolean(firstName?.trim() && lastName?.trim()) && reachable && placed;
}

/** Returns a candidate's name, or their id when they have none. */
export function nameOf({ firstName, lastName, id }: Candidate): string {
  return (
    [firstName, lastName]
      .map((part) => part?.trim())
      .filter(Boolean)
      .join(" ") || `Candidate ${id}`
  );
}
