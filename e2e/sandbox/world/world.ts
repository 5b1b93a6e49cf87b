import { dayIn } from "@/e2e/sandbox/world/calendar";
import { type AddedIds, type CandidateCorrection, type Change, WorldError } from "@/e2e/sandbox/world/changes";
import { placement } from "@/e2e/sandbox/world/employer";
import {
  type Application,
  acceptedOffer,
  type Candidate,
  type Job,
  latestOffer,
  type Moment,
  type NewApplication,
  type NewCandidate,
  type NewOffer,
  type Note,
  type Offer,
} from "@/e2e/sandbox/world/model";
import { type ById, Rows } from "@/e2e/sandbox/world/rows";

/**
 * One Greenhouse account's people, free of any API's presentation. Ids come from counters: the same calls make the same
 * ids. A change stamps only what it changes; in particular an offer's `updatedAt` stays when its candidate or
 * application changes, as in Greenhouse.
 */
export class World {
  /** Told of every change, in the order of their happening. */
  observer: ((change: Change) => void) | undefined;
  readonly notes: Note[] = [];
  private readonly candidateRows = new Rows<Candidate>(61_000_001);
  private readonly applicationRows = new Rows<Application>(71_000_001);
  private readonly offerRows = new Rows<Offer>(90_210_001);
  private readonly offersByApplication = new Map<number, Offer[]>();
  private readonly jobsByName = new Map<string, Job>();
  private readonly orderedOffers: Offer[] = [];
  private readonly now: () => Moment;

  constructor(now: () => Moment = Date.now) {
    this.now = now;
  }

  /** Adds a candidate with applications and offers, exactly as given. */
  add(details: NewCandidate): AddedIds {
    const candidateId = this.candidateRows.nextId;
    const applications = details.applications.map((application) => this.addApplication(candidateId, application));
    const candidate: Candidate = { ...details, id: candidateId, applications };
    this.candidateRows.add(candidate);
    for (const application of applications) if (application.status === "hired") this.tell({ kind: "hired", application, candidate });
    return {
      candidateId,
      applicationIds: applications.map(({ id }) => id),
      offerIds: applications.flatMap(({ offers }) => offers.map(({ id }) => id)),
    };
  }

  /** The job of that name; it is opened when there is none. */
  job(name: string): Job {
    const existing = this.jobsByName.get(name);
    if (existing) return existing;
    const job = { id: 5_501 + this.jobsByName.size, name, ...placement(this.jobsByName.size) };
    this.jobsByName.set(name, job);
    return job;
  }

  /** Every job, oldest first. */
  jobs(): Iterable<Job> {
    return this.jobsByName.values();
  }

  /** How many candidates were ever added. */
  get size(): number {
    return this.candidateRows.everAdded;
  }

  /** What there is by id: a deleted candidate and their applications are not, their offers are. */
  get byId(): { candidates: ById<Candidate>; applications: ById<Application>; offers: ById<Offer> } {
    return { candidates: this.candidateRows, applications: this.applicationRows, offers: this.offerRows };
  }

  /** Every offer version, ordered by application id, then id. */
  offers(): readonly Offer[] {
    return this.orderedOffers;
  }

  /** Every version of an application's offer, also when the application is gone. */
  offersOf(applicationId: number): readonly Offer[] {
    return this.offersByApplication.get(applicationId) ?? [];
  }

  /** Every candidate that was not deleted, oldest first. */
  candidates(): Iterable<Candidate> {
    return this.candidateRows.oldestFirst();
  }

  /** Returns the candidate; undefined when there is none or they were deleted. */
  candidate(id: number): Candidate | undefined {
    return this.candidateRows.get(id);
  }

  /** Returns the application; throws when there is none or it was deleted. */
  application(id: number): Application {
    const application = this.applicationRows.get(id);
    if (!application) throw new WorldError("unknown", `There is no application ${id}.`);
    return application;
  }

  /** Marks an application as hired; needs an accepted offer. */
  hire(applicationId: number): void {
    this.move(this.withAcceptedOffer(applicationId).application, "hired");
  }

  /** Takes a hire back: the application is active again, its offer stays accepted. */
  unhire(applicationId: number): void {
    const application = this.application(applicationId);
    if (application.status !== "hired") throw new WorldError("impossible", `Application ${applicationId} is not hired.`);
    this.move(application, "active");
  }

  /** Rejects an application, whose hire is taken back first; its offers stay as they are. */
  reject(applicationId: number): void {
    const application = this.application(applicationId);
    if (application.status === "rejected") throw new WorldError("impossible", `Application ${applicationId} is rejected.`);
    if (application.status === "hired") this.unhire(applicationId);
    application.status = "rejected";
    application.rejectedAt = this.now();
    this.tell({ kind: "application_changed", application, candidate: this.touch(application.candidateId, application) });
  }

  /** Rejects the accepted offer. */
  rescind(applicationId: number): void {
    this.resolveAccepted(applicationId, "rejected");
  }

  /** Deprecates the accepted offer without a newer version taking its place. */
  deprecate(applicationId: number): void {
    this.resolveAccepted(applicationId, "deprecated");
  }

  /** Makes the next version of the accepted offer with some values changed; earlier open versions become deprecated. */
  newOfferVersion(applicationId: number, changes: Partial<Pick<Offer, "startsOn" | "employmentType" | "status">>): Offer {
    const { application, accepted } = this.withAcceptedOffer(applicationId);
    const now = this.now();
    for (const offer of application.offers) {
      if (offer.status === "accepted" || offer.status === "unresolved") this.setOfferStatus(offer, "deprecated");
    }
    const version = (latestOffer(application) ?? accepted).version + 1;
    const next = { version, status: "accepted", sentOn: dayIn(0, now), resolvedAt: now, createdAt: now, updatedAt: now } as const;
    const offer = this.addOffer(application, { ...accepted, ...next, ...changes });
    this.tell({ kind: "offer_changed", offer });
    return offer;
  }

  /** Makes an offer for an application. */
  makeOffer(applicationId: number, details: NewOffer): Offer {
    const offer = this.addOffer(this.application(applicationId), details);
    this.tell({ kind: "offer_changed", offer });
    return offer;
  }

  /** Gives an application a job it did not have; its offers stay as they are. */
  assignJob(applicationId: number, job: Job): void {
    const application = this.application(applicationId);
    application.jobs = [job];
    this.tell({ kind: "application_changed", application, candidate: this.touch(application.candidateId, application) });
  }

  /** Corrects a candidate. A new personal address takes the place of the first one there was. */
  correct(candidateId: number, { firstName, lastName, personalEmail }: CandidateCorrection): void {
    const candidate = this.touch(candidateId);
    if (firstName !== undefined) candidate.firstName = firstName;
    if (lastName !== undefined) candidate.lastName = lastName;
    const others = candidate.emails.filter((email) => email !== candidate.emails.find(({ type }) => type === "personal"));
    if (personalEmail === null) candidate.emails = others.filter(({ type }) => type !== "personal");
    else if (personalEmail !== undefined) candidate.emails = [...others, { value: personalEmail, type: "personal" }];
    this.tell({ kind: "candidate_corrected", candidate });
  }

  /** Forgets a candidate or an application, without telling anyone. */
  forget(what: "candidate" | "application", id: number): void {
    (what === "candidate" ? this.candidateRows : this.applicationRows).delete(id);
  }

  /** Tells whoever observes. */
  tell(change: Change): void {
    this.observer?.(change);
  }

  private withAcceptedOffer(applicationId: number): { application: Application; accepted: Offer } {
    const application = this.application(applicationId);
    const accepted = acceptedOffer(application);
    if (!accepted) throw new WorldError("impossible", `Application ${applicationId} has no accepted offer.`);
    return { application, accepted };
  }

  private move(application: Application, status: "hired" | "active"): void {
    application.status = status;
    application.rejectedAt = null;
    const candidate = this.touch(application.candidateId, application);
    this.tell({ kind: status === "hired" ? "hired" : "unhired", application, candidate });
  }

  private resolveAccepted(applicationId: number, status: "rejected" | "deprecated"): void {
    const { application } = this.withAcceptedOffer(applicationId);
    for (const offer of application.offers) if (offer.status === "accepted") this.setOfferStatus(offer, status);
  }

  private setOfferStatus(offer: Offer, status: Offer["status"]): void {
    offer.status = status;
    offer.updatedAt = this.now();
    if (status === "rejected") offer.resolvedAt = offer.updatedAt;
    this.tell({ kind: "offer_changed", offer });
  }

  /** Stamps a candidate, and the application where one is given, as changed now, and returns the candidate. */
  touch(candidateId: number, application?: Application): Candidate {
    const candidate = this.candidateRows.get(candidateId);
    if (!candidate) throw new WorldError("unknown", `There is no candidate ${candidateId}.`);
    candidate.updatedAt = candidate.lastActivityAt = this.now();
    if (application) application.lastActivityAt = candidate.lastActivityAt;
    return candidate;
  }

  private addApplication(candidateId: number, { offers, ...details }: NewApplication): Application {
    const application: Application = { ...details, id: this.applicationRows.nextId, candidateId, offers: [] };
    this.applicationRows.add(application);
    this.offersByApplication.set(application.id, application.offers);
    for (const offer of offers) this.addOffer(application, offer);
    return application;
  }

  private addOffer(application: Application, details: NewOffer): Offer {
    const offer: Offer = {
      ...details,
      id: this.offerRows.nextId,
      applicationId: application.id,
      candidateId: application.candidateId,
    };
    application.offers.push(offer);
    this.offerRows.add(offer);
    // Ids only grow, so the place is behind the last offer of the same or an earlier application: the end, almost always.
    const before = this.orderedOffers.findLastIndex(({ applicationId }) => applicationId <= application.id);
    this.orderedOffers.splice(before + 1, 0, offer);
    return offer;
  }
}
