import { dayIn, momentIn } from "@/e2e/sandbox/world/calendar";
import type { AddedIds } from "@/e2e/sandbox/world/changes";
import { buildApplication, buildHire, buildOffer, type HireFacts } from "@/e2e/sandbox/world/hire-builder";
import type { Moment, NewCandidate } from "@/e2e/sandbox/world/model";
import { cyclic, jobNames, people } from "@/e2e/sandbox/world/names";
import { deleteCandidate } from "@/e2e/sandbox/world/removals";
import { World } from "@/e2e/sandbox/world/world";

type Build = (facts: HireFacts) => NewCandidate;

const personal = (value: string) => ({ value, type: "personal" });
const work = { value: "somebody@current-employer.example", type: "work" };
const sharedEmail = personal("shared.mailbox@home.example");

const withEmails =
  (...emails: NewCandidate["emails"]): Build =>
  (facts) =>
    buildHire(facts, { emails });

const named =
  (names: Partial<Pick<NewCandidate, "firstName" | "lastName" | "preferredName">>): Build =>
  (facts) =>
    buildHire(facts, names);

const withOffer =
  (change: (facts: HireFacts) => Parameters<typeof buildOffer>[1]): Build =>
  (facts) =>
    buildHire(facts, { applications: [buildApplication(facts, { offers: [buildOffer(facts, change(facts))] })] });

const withVersions =
  (...versions: NonNullable<Parameters<typeof buildOffer>[1]>[]): Build =>
  (facts) =>
    buildHire(facts, { applications: [buildApplication(facts, { offers: versions.map((version) => buildOffer(facts, version)) })] });

const withApplication =
  (overrides: Parameters<typeof buildApplication>[1]): Build =>
  (facts) =>
    buildHire(facts, { applications: [buildApplication(facts, overrides)] });

const startedDaysAgo =
  (days: number): Build =>
  (facts) =>
    buildHire({ ...facts, startsInDays: -days, acceptedDaysAgo: days + 40 });

/** Besides the hired application there is another one, which must not be taken for it. */
const withSecondApplication =
  (overrides: Parameters<typeof buildApplication>[1]): Build =>
  (facts) =>
    buildHire(facts, { applications: [buildApplication(facts), buildApplication(facts, { offers: [], ...overrides })] });

// The order gives the ids: append, never insert.
const builds = {
  noEmail: withEmails(),
  onlyWorkEmail: withEmails(work),
  invalidPersonalEmail: withEmails(personal("ciro.at.nowhere")),
  onlyOtherEmail: withEmails({ value: "only.other@mail.test", type: "other" }),
  firstOfTwoPersonalEmailsInvalid: withEmails(personal("typo@@mail"), personal("second.works@home.example")),
  emailWithSpaces: withEmails(personal("  padded.address@mail.test ")),
  noStartDate: withOffer(() => ({ startsOn: null })),
  noEmailNorStartDate: (facts) =>
    buildHire(facts, { emails: [], applications: [buildApplication(facts, { offers: [buildOffer(facts, { startsOn: null })] })] }),
  emptyLastName: named({ lastName: "" }),
  whitespaceLastName: named({ lastName: " \t " }),
  nullLastName: named({ lastName: null }),
  htmlInFirstName: named({ firstName: "<b>Bold</b>", lastName: 'Quote"s & <script>alert(1)</script>' }),
  controlCharactersInName: named({ firstName: "Zo\u0007e\u0000", lastName: "de\r\nWit\u202e" }),
  decomposedName: named({ firstName: "Zoë".normalize("NFD"), lastName: "Müller-Ångström".normalize("NFD") }),
  veryLongName: named({ lastName: "Wolfeschlegelsteinhausen-Bergerdorff-van-der-Westhuizen-Papadimitriou-Featherstonehaugh-Xu" }),
  emojiInPreferredName: named({ preferredName: "Sunny 🌞👩🏽‍🚀" }),
  prospectBesideHired: withSecondApplication({ status: "active", prospect: true, jobs: [] }),
  noJob: withApplication({ jobs: [] }),
  notYetHired: withApplication({ status: "active" }),
  notYetHiredSecond: withApplication({ status: "active" }),
  notYetHiredWithoutEmail: (facts) => buildHire(facts, { emails: [], applications: [buildApplication(facts, { status: "active" })] }),
  offerUnresolved: (facts) =>
    buildHire(facts, {
      applications: [
        buildApplication(facts, { status: "active", offers: [buildOffer(facts, { status: "unresolved", resolvedAt: null })] }),
      ],
    }),
  offerRejected: (facts) =>
    buildHire(facts, {
      applications: [
        buildApplication(facts, { status: "rejected", rejectedAt: facts.now, offers: [buildOffer(facts, { status: "rejected" })] }),
      ],
    }),
  deprecatedThenAccepted: withVersions({ status: "deprecated", resolvedAt: null, employmentType: "Contractor" }, { version: 2 }),
  acceptedThenUnresolved: withVersions({}, { version: 2, status: "unresolved", resolvedAt: null }),
  acceptedTwice: (facts) => {
    const later = buildOffer(facts, { version: 2, startsOn: dayIn(facts.startsInDays + 14, facts.now) });
    return buildHire(facts, { applications: [buildApplication(facts, { offers: [buildOffer(facts), later] })] });
  },
  oneHiredOneRejectedApplication: (facts) =>
    withSecondApplication({ status: "rejected", rejectedAt: facts.now, offers: [buildOffer(facts, { status: "rejected" })] })(facts),
  rehired: (facts) => {
    const former = { ...facts, startsInDays: facts.startsInDays - 700, acceptedDaysAgo: facts.acceptedDaysAgo + 700 };
    return buildHire(facts, { applications: [buildApplication(facts), buildApplication(former)] });
  },
  sharedEmailFirst: withEmails(sharedEmail),
  sharedEmailSecond: withEmails(sharedEmail),
  deletedCandidate: (facts) => buildHire(facts),
  offerWithoutVersion: withOffer(() => ({ malformed: { version: undefined } })),
  offerWithTextApplicationId: withOffer(() => ({ malformed: { application_id: "seventy-one" } })),
  candidateWithUnreadableApplications: (facts) => buildHire(facts, { malformed: { applications: { unexpected: "object" } } }),
  nullJobIdAndOpening: withOffer(() => ({ jobId: null, openingId: null })),
  noEmploymentTypeField: withOffer(() => ({ employmentType: undefined })),
  nullEmploymentType: withOffer(() => ({ employmentType: null })),
  startedLastWeek: startedDaysAgo(6),
  startedLastMonth: startedDaysAgo(31),
  startedLastYear: startedDaysAgo(400),
  startedYearsAgo: startedDaysAgo(2_000),
  privateCandidate: (facts) => buildHire(facts, { isPrivate: true }),
  internalApplicant: (facts) => buildHire(facts, { linkedUserIds: [989_604] }),
  createdLongBeforeHired: (facts) => buildHire(facts, { createdAt: momentIn(-1_500, facts.now) }),
} satisfies Record<string, Build>;

export type OddCaseName = keyof typeof builds;

export interface OddCase extends AddedIds {
  /** The application the case is about; the only one, mostly. */
  applicationId: number;
  /** The first version of its offer. */
  offerId: number;
}

/** Adds every odd case to an empty world and tells the ids it got. */
export function addOddCases(world: World, now: Moment): Record<OddCaseName, OddCase> {
  const add = (build: Build, index: number): OddCase => {
    const ids = world.add(
      build({
        name: cyclic(people, index * 7),
        number: index + 1,
        job: world.job(cyclic(jobNames, index)),
        now,
        startsInDays: 10 + ((index * 11) % 45),
        acceptedDaysAgo: 1 + (index % 20),
      }),
    );
    const [applicationId = 0] = ids.applicationIds;
    const [offerId = 0] = ids.offerIds;
    return { ...ids, applicationId, offerId };
  };
  const cases = Object.fromEntries(Object.entries(builds).map(([name, build], index) => [name, add(build, index)])) as Record<
    OddCaseName,
    OddCase
  >;
  deleteCandidate(world, cases.deletedCandidate.candidateId);
  return cases;
}

/** The ids of every odd case in a seeded world, by name; the same in every one. */
export const oddCases = addOddCases(new World(), 0);
