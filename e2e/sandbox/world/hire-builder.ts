import { dayIn, momentIn } from "@/e2e/sandbox/world/calendar";
import type { Job, Moment, NewApplication, NewCandidate, NewOffer } from "@/e2e/sandbox/world/model";
import { cyclic, employmentTypes, type PersonName } from "@/e2e/sandbox/world/names";

/** What distinguishes one hire from another; the rest is the same for all. */
export interface HireFacts {
  name: PersonName;
  /** A running number: makes addresses and phone numbers unique. */
  number: number;
  job: Job;
  now: Moment;
  /** Days until the first day of work. */
  startsInDays: number;
  /** How many days ago the offer was accepted. */
  acceptedDaysAgo: number;
}

/** An accepted offer; `overrides` makes it another one. */
export function buildOffer(facts: HireFacts, overrides: Partial<NewOffer> = {}): NewOffer {
  const accepted = momentIn(-facts.acceptedDaysAgo, facts.now);
  return {
    version: 1,
    jobId: facts.job.id,
    openingId: 8_800_000 + facts.number,
    status: "accepted",
    startsOn: dayIn(facts.startsInDays, facts.now),
    sentOn: dayIn(-2, accepted),
    resolvedAt: accepted,
    employmentType: cyclic(employmentTypes, facts.number),
    createdAt: momentIn(-3, accepted),
    updatedAt: accepted,
    ...overrides,
  };
}

/** A hired application with one accepted offer; `overrides` makes it another one. */
export function buildApplication(facts: HireFacts, overrides: Partial<NewApplication> = {}): NewApplication {
  const accepted = momentIn(-facts.acceptedDaysAgo, facts.now);
  return {
    status: "hired",
    prospect: false,
    jobs: [facts.job],
    appliedAt: momentIn(-30, accepted),
    rejectedAt: null,
    lastActivityAt: accepted,
    offers: [buildOffer(facts)],
    ...overrides,
  };
}

/** A complete hire: names, a personal email, a job, a start date. `overrides` makes it another one. */
export function buildHire(facts: HireFacts, overrides: Partial<NewCandidate> = {}): NewCandidate {
  const { name, number, now, acceptedDaysAgo } = facts;
  const [firstName, lastName, mailName] = name;
  const accepted = momentIn(-acceptedDaysAgo, now);
  return {
    firstName,
    lastName,
    preferredName: null,
    company: "Former Employer Ltd",
    title: null,
    isPrivate: false,
    emails: [
      { value: `${mailName}@former-employer.example`, type: "work" },
      { value: `${mailName}.${number}@mail.test`, type: "personal" },
    ],
    phones: [{ value: `+31 6 5550 ${String(number).padStart(4, "0")}`, type: "mobile" }],
    addresses: [{ value: `Invented Street ${number}\n1000 AA Exampleville`, type: "home" }],
    tags: [],
    linkedUserIds: [],
    createdAt: momentIn(-30, accepted),
    updatedAt: accepted,
    lastActivityAt: accepted,
    applications: [buildApplication(facts)],
    ...overrides,
  };
}
