import { z } from "zod";
import { dayIn } from "@/e2e/sandbox/world/calendar";
import { WorldError } from "@/e2e/sandbox/world/changes";
import { buildHire, buildOffer } from "@/e2e/sandbox/world/hire-builder";
import { type Application, acceptedOffer, attachmentContents, latestOffer, type Offer } from "@/e2e/sandbox/world/model";
import { cyclic, jobNames, people } from "@/e2e/sandbox/world/names";
import type { World } from "@/e2e/sandbox/world/world";
import { isDay } from "@/lib/platform/calendar";

export const account = z.object({ account: z.string().optional() });
export const name = z.string().max(200).nullable().optional();
export const day = z.string().refine(isDay, "must be a day (YYYY-MM-DD)");

export const hireSchema = account.extend({
  firstName: name,
  lastName: name,
  personalEmail: name,
  startsAt: day.nullable().optional(),
  jobName: z.string().min(1).max(200).nullable().optional(),
  /** False omits the personal email and the start date unless they are given. */
  complete: z.boolean().default(true),
  isPrivate: z.boolean().optional(),
  /** False hires without any offer, which Greenhouse permits. */
  hasOffer: z.boolean().optional(),
  /** The files of the application, in place of the usual ones. */
  attachments: z.array(z.object({ type: z.string(), filename: z.string().min(1), content: z.enum(attachmentContents) })).optional(),
});
export type HireDetails = z.output<typeof hireSchema>;

/** Adds a candidate who was hired this moment and returns their ids. */
export function hireCandidate(world: World, now: number, given: HireDetails) {
  const number = world.size + 1;
  const jobName = given.jobName === undefined ? cyclic(jobNames, number) : given.jobName;
  const job = world.job(jobName ?? cyclic(jobNames, number));
  const person = buildHire({ name: cyclic(people, number), number, job, now, startsInDays: 21, acceptedDaysAgo: 0 });
  person.isPrivate = given.isPrivate ?? false;
  if (given.firstName !== undefined) person.firstName = given.firstName;
  if (given.lastName !== undefined) person.lastName = given.lastName;
  const address = given.personalEmail ?? null;
  if (address !== null || given.personalEmail === null || !given.complete) {
    person.emails = person.emails.filter(({ type }) => type === "work");
    if (address !== null) person.emails.push({ type: "personal", value: address });
  }
  for (const application of person.applications) {
    if (jobName === null) application.jobs = [];
    const startsOn = given.startsAt ?? null;
    if (given.startsAt !== undefined || !given.complete) for (const offer of application.offers) offer.startsOn = startsOn;
    if (given.hasOffer === false) application.offers = [];
    if (given.attachments) application.attachments = given.attachments;
  }
  return world.add(person);
}

/** Adds someone who was hired nowhere, with the name and addresses of the person before them. */
export function addApplicant(world: World, now: number) {
  const number = world.size;
  const facts = {
    name: cyclic(people, number),
    number,
    job: world.job(cyclic(jobNames, number)),
    now,
    startsInDays: 21,
    acceptedDaysAgo: 0,
  };
  return world.add(buildHire(facts, { applications: [] }));
}

/** Makes an accepted offer for an application that has none. */
export function acceptOffer(world: World, applicationId: number, now: number, startsOn: string | null): Offer {
  const application = world.application(applicationId);
  if (acceptedOffer(application)) throw new WorldError("impossible", `Application ${applicationId} has an accepted offer.`);
  const [job = world.job(cyclic(jobNames, applicationId))] = application.jobs;
  const facts = { name: cyclic(people, applicationId), number: world.size, job, now, startsInDays: 21, acceptedDaysAgo: 0 };
  return world.makeOffer(applicationId, buildOffer(facts, { version: (latestOffer(application)?.version ?? 0) + 1, startsOn }));
}

/** Fills in what a hire's record lacks; the rest stays. */
export function completeRecord(world: World, applicationId: number, now: number): void {
  const application: Application = world.application(applicationId);
  const candidate = world.candidate(application.candidateId);
  if (!candidate) return;
  const reachable = candidate.emails.some(({ type, value }) => type !== "work" && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value.trim()));
  world.correct(candidate.id, {
    firstName: candidate.firstName?.trim() ? candidate.firstName : "Completed",
    lastName: candidate.lastName?.trim() ? candidate.lastName : "Inventedperson",
    ...(reachable ? {} : { personalEmail: `completed.${applicationId}@mail.test` }),
  });
  if (application.jobs.length === 0) world.assignJob(applicationId, world.job(cyclic(jobNames, applicationId)));
  if (acceptedOffer(application)?.startsOn === null) world.newOfferVersion(applicationId, { startsOn: dayIn(21, now) });
}
