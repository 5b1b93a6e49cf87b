import { z } from "zod";
import { acceptOffer, addApplicant, completeRecord, day } from "@/e2e/sandbox/control/hires";
import { isComplete, nameOf } from "@/e2e/sandbox/control/people";
import { applicationOf, onPerson, personOf, scenario } from "@/e2e/sandbox/control/scenarios/scenario";
import type { Outcome } from "@/e2e/sandbox/control/stage";
import { WorldError } from "@/e2e/sandbox/world/changes";
import { type Application, acceptedOffer, type Candidate } from "@/e2e/sandbox/world/model";
import { anonymize, deleteApplication, deleteCandidate, merge } from "@/e2e/sandbox/world/removals";
import type { World } from "@/e2e/sandbox/world/world";

const filled = z.string().trim().min(1).max(200);

/** What becomes of someone who is there. */
export const changes = {
  "correct-name": scenario(
    "Correct a name",
    "Changes the first name, the last name or both; what is left empty stays.",
    onPerson.extend({
      firstName: filled.optional().meta({ title: "First name" }),
      lastName: filled.optional().meta({ title: "Last name" }),
    }),
    (scene, { person, firstName, lastName }) => {
      if (firstName === undefined && lastName === undefined) throw new WorldError("impossible", "Enter a first name or a last name.");
      const one = personOf(scene, person);
      const former = nameOf(one);
      scene.world.correct(one.id, { ...(firstName ? { firstName } : {}), ...(lastName ? { lastName } : {}) });
      return changed(one, `${former} is now ${nameOf(one)}.`);
    },
  ),
  "change-email": scenario(
    "Change the personal email",
    "Replaces the personal email; left empty, the person has none.",
    onPerson.extend({ personalEmail: filled.nullable().default(null).meta({ title: "Personal email" }) }),
    (scene, { person, personalEmail }) => {
      const one = personOf(scene, person);
      scene.world.correct(one.id, { personalEmail });
      return changed(one, personalEmail ? `${nameOf(one)}'s personal email is ${personalEmail}.` : `${nameOf(one)} has no personal email.`);
    },
  ),
  "move-start-date": scenario(
    "Move the start date",
    "Makes a new offer version with another start date; left empty, it names none.",
    onPerson.extend({ startsAt: day.nullable().default(null).meta({ title: "Start date", format: "date" }) }),
    (scene, { person, startsAt }) => {
      const one = personOf(scene, person);
      const application = applicationOf(one);
      const offer = scene.world.newOfferVersion(application.id, { startsOn: startsAt });
      return { ...changed(one, `${nameOf(one)} starts ${startsAt ? `on ${startsAt}` : "on no date"}.`, application), offerIds: [offer.id] };
    },
  ),
  "accept-offer": scenario(
    "Make and accept an offer",
    "Makes an accepted offer for someone who has none, with a start date.",
    onPerson.extend({ startsAt: day.nullable().default(null).meta({ title: "Start date", format: "date" }) }),
    (scene, { person, startsAt }) => {
      const withoutOffer = (hire: Candidate) => hire.applications.findLast((application) => !acceptedOffer(application));
      const one = personOf(scene, person, (hire) => withoutOffer(hire) !== undefined);
      const application = withoutOffer(one);
      if (!application) throw new WorldError("impossible", `Every application of candidate ${one.id} has an accepted offer.`);
      const offer = acceptOffer(scene.world, application.id, scene.stage.now(), startsAt);
      return { ...changed(one, `${nameOf(one)} accepted an offer.`, application), offerIds: [offer.id] };
    },
  ),
  "new-offer-version": scenario(
    "Make a new offer version",
    "Makes the next version of the accepted offer with the same values.",
    onPerson,
    (scene, { person }) => {
      const one = personOf(scene, person);
      const application = applicationOf(one);
      const offer = scene.world.newOfferVersion(application.id, {});
      return { ...changed(one, `${nameOf(one)}'s offer is now version ${offer.version}.`, application), offerIds: [offer.id] };
    },
  ),
  complete: scenario(
    "Complete a pending record",
    "Fills in what the person lacks; without a person, the newest one who lacks something.",
    onPerson,
    (scene, { person }) => {
      const one = personOf(scene, person, (hire) => !isComplete(hire));
      const application = applicationOf(one);
      completeRecord(scene.world, application.id, scene.stage.now());
      return changed(one, `${nameOf(one)}'s record is now complete.`, application);
    },
  ),
  unhire: move(
    "Unhire",
    "Takes the hire back: the application is active again, the offer stays accepted.",
    ["hired"],
    "is no longer hired",
    (world, id) => world.unhire(id),
  ),
  rehire: move("Rehire", "Hires again someone who was unhired or rejected.", ["active", "rejected"], "is hired again", (world, id) =>
    world.hire(id),
  ),
  "unhire-and-rehire": move(
    "Unhire and rehire",
    "Takes the hire back and hires again at once.",
    ["hired"],
    "was unhired and hired again",
    (world, id) => {
      world.unhire(id);
      world.hire(id);
    },
  ),
  reject: move(
    "Reject the application",
    "Rejects the application, after taking the hire back; the offer stays accepted.",
    [],
    "is rejected",
    (world, id) => world.reject(id),
  ),
  rescind: move("Rescind the offer", "Rejects the accepted offer.", [], "no longer has an offer: it was rescinded", (world, id) =>
    world.rescind(id),
  ),
  deprecate: move(
    "Deprecate the offer",
    "Deprecates the accepted offer without a newer version.",
    [],
    "has a deprecated offer",
    (world, id) => world.deprecate(id),
  ),
  "delete-candidate": scenario(
    "Delete the candidate",
    "Deletes the person with their applications; the offers stay listed.",
    onPerson,
    (scene, { person }) => {
      const one = personOf(scene, person);
      deleteCandidate(scene.world, one.id);
      return changed(one, `${nameOf(one)} was deleted.`);
    },
  ),
  "delete-application": scenario(
    "Delete the application",
    "Deletes the person's application; the person and the offers stay.",
    onPerson,
    (scene, { person }) => {
      const one = personOf(scene, person);
      const application = applicationOf(one);
      deleteApplication(scene.world, application.id);
      return changed(one, `${nameOf(one)}'s application was deleted.`, application);
    },
  ),
  anonymize: scenario(
    "Anonymize the candidate",
    "Replaces the person's name with Anonymized and their id, and removes everything that identifies them.",
    onPerson,
    (scene, { person }) => {
      const one = personOf(scene, person);
      const former = nameOf(one);
      anonymize(scene.world, one.id);
      return changed(one, `${former} was anonymized.`);
    },
  ),
  merge: scenario(
    "Merge into another candidate",
    "Merges the person into another one, who takes over the applications; a new one where none is given.",
    onPerson.extend({ into: z.number().int().optional().meta({ title: "Remaining candidate" }) }),
    (scene, { person, into }) => {
      const one = personOf(scene, person);
      const winner = into ?? addApplicant(scene.world, scene.stage.now()).candidateId;
      merge(scene.world, one.id, winner);
      return changed(one, `${nameOf(one)} was merged into candidate ${winner}.`);
    },
  ),
};

/** A scenario that changes one application of a person, in one of the states where any are given. */
function move(label: string, sentence: string, from: Application["status"][], what: string, act: (world: World, id: number) => void) {
  return scenario(label, sentence, onPerson, (scene, { person }) => {
    // Someone who may be rehired is not hired now, so they are no newest hire.
    const one = from.includes("active") && person === undefined ? lastToMove(scene.world, from) : personOf(scene, person);
    const application = applicationOf(one, ...from);
    act(scene.world, application.id);
    return changed(one, `${nameOf(one)} ${what}.`, application);
  });
}

function lastToMove(world: World, from: Application["status"][]): Candidate {
  const moved = [...world.candidates()].filter((one) => one.applications.some(({ status }) => from.includes(status)));
  const last = moved.toSorted((one, other) => one.lastActivityAt - other.lastActivityAt).at(-1);
  if (!last) throw new WorldError("unknown", "No one was unhired or rejected.");
  return last;
}

function changed(one: Candidate, summary: string, application?: Application): Outcome {
  return { summary, candidateId: one.id, applicationIds: application ? [application.id] : one.applications.map(({ id }) => id) };
}
