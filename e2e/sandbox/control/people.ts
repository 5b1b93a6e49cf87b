import { acceptedOffer, type Candidate } from "@/e2e/sandbox/world/model";
import type { World } from "@/e2e/sandbox/world/world";

/** Returns whether a candidate's record has all that an invitation needs. */
export function isComplete({ firstName, lastName, emails, applications }: Candidate): boolean {
  const reachable = emails.some(({ type, value }) => type !== "work" && value.includes("@"));
  const placed = applications.every((one) => one.jobs.length > 0 && acceptedOffer(one)?.startsOn !== null);
  return Boolean(firstName?.trim() && lastName?.trim()) && reachable && placed;
}

/** Returns a candidate's name, or their id when they have none. */
export function nameOf({ firstName, lastName, id }: Candidate): string {
  const parts = [firstName, lastName].map((part) => part?.trim()).filter(Boolean);
  return parts.join(" ") || `Candidate ${id}`;
}

/** Returns the candidates whose name, address or id (their own, or of an application) has the text, newest first; all of them for an empty text. */
export function findPeople(world: World, text: string): Candidate[] {
  const wanted = text.trim().toLowerCase();
  const has = (value: string | number) => String(value).toLowerCase().includes(wanted);
  return [...world.candidates()]
    .filter((one) => [nameOf(one), one.id, ...one.applications.map(({ id }) => id), ...one.emails.map(({ value }) => value)].some(has))
    .reverse();
}

/** Returns the candidate who was added last among those with a hired application, of those that are wanted. */
export function newestHire(world: World, isWanted: (person: Candidate) => boolean = () => true): Candidate | undefined {
  return [...world.candidates()].findLast((one) => one.applications.some(({ status }) => status === "hired") && isWanted(one));
}
