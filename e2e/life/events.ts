import fc from "fast-check";
import { expect } from "vitest";
import { draftOf } from "@/e2e/fixtures/hires";
import { asHr } from "@/e2e/life/as-hr";
import { bounce, deliver, start } from "@/e2e/life/mail-events";
import { type ModelHire, type Slot, slots, valuesOf } from "@/e2e/life/model";
import { type Command, command, nobody, type Stored } from "@/e2e/life/step";
import { endSuspension, giveUp, unhire } from "@/e2e/life/suspension-events";
import { type HireField, hireFields } from "@/lib/hire-fields/fields";
import { excludeOne, includeOne } from "@/lib/hires/bulk/many";
import type { DuplicateDecision } from "@/lib/hires/duplicates/schema";
import { decideDuplicate, planInvitation, sendInvitation, updateNewHire } from "@/lib/hires/mutations";
import { addDays, utcDay } from "@/lib/platform/calendar";
import { defaultSettings, requiredByDefault } from "@/lib/settings/rules";

const isOpen = ({ status }: ModelHire) => status !== "withdrawn";
const versionOf = (before: Stored | null) => before?.row.version ?? 0;

const heardValues = fc.record({
  personalEmail: fc.constantFrom("own", "own", "shared@mail.test", null),
  startDate: fc.constantFrom("2099-05-03", "2099-06-01", "2020-01-06", null),
  jobTitle: fc.constantFrom("Nurse", "Cook"),
  location: fc.constantFrom("Lyon", null),
});

const hear = (slot: Slot, heard: typeof heardValues extends fc.Arbitrary<infer Value> ? Value : never) => {
  const personalEmail = heard.personalEmail === "own" ? `hire.${slot}@mail.test` : heard.personalEmail;
  const { values } = draftOf(slot + 1, { ...heard, personalEmail });
  return command({
    name: `Greenhouse says ${JSON.stringify(heard)}`,
    slot,
    happen: async (world, model) => {
      await world.hear(slot, values);
      const known = model.hires.get(slot) ?? { ...nobody, status: "pending", hr: {} };
      model.hires.set(slot, { ...known, greenhouse: values, isSuspended: false, isKept: false, before: null });
      const resumes = known.status === "withdrawn" && (known.before === "invited" || known.before === "started");
      return resumes && known.before !== null ? { as: known.before } : "decided";
    },
  });
};

const edit = (slot: Slot, field: HireField, value: string | null) =>
  command({
    name: `HR sets ${field} to ${value}`,
    slot,
    canHappen: isOpen,
    happen: async (world, model, before) => {
      if (!before) return "nothing";
      const given = { version: versionOf(before), changes: { [field]: value }, take: [], keep: [] };
      expect(await asHr(world, slot, before, (tx, now) => updateNewHire(tx, world.actor, before.id, given, now))).toBeNull();
      const hire = model.hires.get(slot) ?? nobody;
      if (valuesOf(hire)[field] !== value) hire.hr[field] = value;
      return "decided";
    },
  });

const take = (slot: Slot) =>
  command({
    name: "HR follows Greenhouse again",
    slot,
    canHappen: isOpen,
    happen: async (world, model, before) => {
      if (!before) return "nothing";
      const given = { version: versionOf(before), changes: {}, take: [...hireFields], keep: [] };
      expect(await asHr(world, slot, before, (tx, now) => updateNewHire(tx, world.actor, before.id, given, now))).toBeNull();
      (model.hires.get(slot) ?? nobody).hr = {};
      return "decided";
    },
  });

const exclude = (slot: Slot, isIncluding: boolean) =>
  command({
    name: isIncluding ? "HR includes" : "HR excludes",
    slot,
    happen: async (world, model, before) => {
      if (!before) return "nothing";
      const verb = isIncluding ? includeOne : excludeOne;
      const hire = model.hires.get(slot) ?? nobody;
      const refusal = await asHr(world, slot, before, (tx, now) => verb(tx, world.actor, before.id, now));
      const isPossible = isIncluding ? hire.status === "excluded" : hire.status === "pending" || hire.status === "on_hold";
      if (!isPossible || refusal !== null) return "nothing";
      Object.assign(hire, isIncluding ? { status: "pending", excludedByHr: false, includedByHr: true } : { excludedByHr: true });
      return "decided";
    },
  });

const send = (slot: Slot) =>
  command({
    name: "HR sends an invitation",
    slot,
    happen: async (world, model, before) => {
      if (!before) return "nothing";
      const hire = model.hires.get(slot) ?? nobody;
      const outcome = await world.within((tx, now) => sendInvitation(tx, world.actor, before.id, now));
      if (!outcome.ok) {
        if (outcome.code === "fields_missing") expect(model.required.some((field) => valuesOf(hire)[field] === null)).toBe(true);
        if (outcome.code === "resend_too_soon") expect(before.invitations.some(({ trigger }) => trigger === "resend")).toBe(true);
        return "nothing";
      }
      expect(["on_hold", "invited"]).toContain(hire.status);
      return { as: "invited" };
    },
  });

const plan = (slot: Slot, mode: ModelHire["plan"]) =>
  command({
    name: `HR plans ${mode}`,
    slot,
    happen: async (world, model, before) => {
      if (!before) return "nothing";
      const change = mode === "later" ? { mode: "on_date" as const, date: addDays(utcDay(new Date()), 9) } : { mode };
      const given = { version: versionOf(before), ...change };
      const refusal = await world.asHr((tx, now) => planInvitation(tx, world.actor, before.id, given, now));
      const hire = model.hires.get(slot) ?? nobody;
      if (refusal !== null) return "nothing";
      expect(hire.invitations).toBe(0);
      hire.plan = mode;
      return "decided";
    },
  });

const decide = (slot: Slot, decision: DuplicateDecision) =>
  command({
    name: `HR decides ${decision}`,
    slot,
    happen: async (world, model, before) => {
      if (!before) return "nothing";
      const refusal = await world.asHr((tx, now) => decideDuplicate(tx, world.actor, before.id, decision, now));
      const hire = model.hires.get(slot) ?? nobody;
      if (refusal !== null) return "nothing";
      if (decision === "exclude") {
        if (hire.status !== "excluded") hire.excludedByHr = true;
        return { as: "excluded" };
      }
      hire.isDecided = true;
      const address = valuesOf(hire).personalEmail;
      if (decision === "keep_separate") {
        for (const one of model.hires.values())
          if (address && valuesOf(one).personalEmail === address && isOpen(one) && one.status !== "excluded") one.isDecided = true;
      }
      return "decided";
    },
  });

const settings = (change: { needsLocation: boolean; excludesNurses: boolean; isByHand: boolean }) =>
  command({
    name: `the organization decides ${JSON.stringify(change)}`,
    slot: null,
    happen: async (world, model) => {
      const required: HireField[] = [...requiredByDefault, ...(change.needsLocation ? (["location"] as const) : [])];
      const { timing, ...rest } = defaultSettings.invitations;
      await world.decide({
        required_fields: { fields: required },
        import_rules: { rules: change.excludesNurses ? [{ field: "jobTitle", is: "none_of", values: ["Nurse"] }] : [] },
        invitations: { ...rest, timing: { ...timing, mode: change.isByHand ? "by_hand" : "at_once" } },
      });
      Object.assign(model, { required, excludesNurses: change.excludesNurses, isByHand: change.isByHand });
      return "decided";
    },
  });

const slot = fc.constantFrom(...slots);
const edited = fc.constantFrom<[HireField, string | null][]>(
  ["personalEmail", "hr@mail.test"],
  ["personalEmail", "shared@mail.test"],
  ["personalEmail", null],
  ["startDate", "2099-07-01"],
  ["location", "Porto"],
  ["lastName", null],
  ["lastName", "Berg"],
);

/** Everything that can happen to hires, the usual more often. */
export const events: fc.Arbitrary<Command>[] = [
  fc.tuple(slot, heardValues).map(([of, heard]) => hear(of, heard)),
  fc.tuple(slot, heardValues).map(([of, heard]) => hear(of, heard)),
  slot.map(unhire),
  slot.map(giveUp),
  fc.tuple(slot, fc.constantFrom("keep" as const, "withdraw" as const)).map(([of, decision]) => endSuspension(of, decision)),
  fc.tuple(slot, edited).map(([of, [field, value]]) => edit(of, field, value)),
  slot.map(take),
  fc.tuple(slot, fc.boolean()).map(([of, isIncluding]) => exclude(of, isIncluding)),
  slot.map(send),
  fc.tuple(slot, fc.constantFrom("at_once" as const, "by_hand" as const, "later" as const, null)).map(([of, mode]) => plan(of, mode)),
  fc
    .tuple(slot, fc.constantFrom("send_anyway" as const, "keep_separate" as const, "exclude" as const))
    .map(([of, decision]) => decide(of, decision)),
  fc
    .tuple(
      slot,
      fc.constantFrom("none" as const, "none" as const, "refuse-recipient" as const, "busy" as const, "break-after-data" as const),
    )
    .map(([of, fault]) => deliver(of, fault)),
  slot.map(bounce),
  fc.tuple(slot, fc.nat(2)).map(([of, which]) => start(of, which)),
  fc.record({ needsLocation: fc.boolean(), excludesNurses: fc.boolean(), isByHand: fc.boolean() }).map(settings),
];
