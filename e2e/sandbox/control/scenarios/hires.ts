import { z } from "zod";
import { day, type HireDetails, hireCandidate, hireSchema } from "@/e2e/sandbox/control/hires";
import { nameOf } from "@/e2e/sandbox/control/people";
import { onAccount, onPerson, personOf, scenario } from "@/e2e/sandbox/control/scenarios/scenario";
import type { Outcome, Stage } from "@/e2e/sandbox/control/stage";
import type { World } from "@/e2e/sandbox/world/world";

const filled = z.string().trim().min(1).max(200).optional();
const named = onAccount.extend({
  firstName: filled.meta({ title: "First name" }),
  lastName: filled.meta({ title: "Last name" }),
});
const address = filled.meta({ title: "Personal email" });
const start = day.optional().meta({ title: "Start date", format: "date" });
const job = filled.meta({ title: "Job" });

/** What is hired in Greenhouse; an input that is not given is invented. */
export const hires = {
  "hire-complete": scenario(
    "Hire a complete candidate",
    "Hires someone with all that an invitation needs; what is left empty is made up.",
    named.extend({
      personalEmail: address,
      startsAt: start,
      jobName: job,
      isPrivate: z.boolean().default(false).meta({ title: "Private candidate" }),
    }),
    ({ stage, world }, given) => hired(stage, world, given),
  ),
  "hire-without-email": scenario(
    "Hire a candidate with no email",
    "Hires someone who has a work address only.",
    named.extend({ startsAt: start, jobName: job }),
    ({ stage, world }, given) => hired(stage, world, { ...given, personalEmail: null }),
  ),
  "hire-without-start": scenario(
    "Hire a candidate with no start date",
    "Hires someone whose offer names no first day.",
    named.extend({ personalEmail: address, jobName: job }),
    ({ stage, world }, given) => hired(stage, world, { ...given, startsAt: null }),
  ),
  "hire-without-offer": scenario(
    "Hire a candidate with no offer",
    "Hires someone for whom no offer was made. Harvest v3 lists them; v1 shows no sign of them.",
    named.extend({ personalEmail: address, jobName: job }),
    ({ stage, world }, given) => hired(stage, world, { ...given, hasOffer: false }),
  ),
  "hire-incomplete": scenario(
    "Hire an incomplete candidate",
    "Hires someone with neither a personal email nor a start date.",
    named.extend({ jobName: job }),
    ({ stage, world }, given) => hired(stage, world, { ...given, complete: false }),
  ),
  "hire-duplicate": scenario(
    "Hire a duplicate of this person",
    "Hires another candidate with the person's name and personal email.",
    onPerson.extend({ startsAt: start }),
    (scene, { person, ...given }) => {
      const original = personOf(scene, person);
      const { firstName, lastName, emails } = original;
      const personalEmail = emails.find(({ type }) => type === "personal")?.value ?? null;
      const outcome = hired(scene.stage, scene.world, { ...given, firstName, lastName, personalEmail });
      return { ...outcome, summary: `${outcome.summary} Looks like candidate ${original.id}.` };
    },
  ),
};

function hired(stage: Stage, world: World, details: Omit<HireDetails, "complete" | "isPrivate"> & Partial<HireDetails>): Outcome {
  const ids = hireCandidate(world, stage.now(), hireSchema.parse(details));
  const person = world.candidate(ids.candidateId);
  return { summary: `${person ? nameOf(person) : "A candidate"} was hired.`, ...ids };
}
