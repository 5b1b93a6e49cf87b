import { expect } from "vitest";
import { asHr } from "@/e2e/life/as-hr";
import type { ModelHire, Slot } from "@/e2e/life/model";
import { command } from "@/e2e/life/step";
import { withdrawOverdue } from "@/lib/hires/intake";
import { decideSuspension } from "@/lib/hires/mutations";
import type { SuspensionDecision } from "@/lib/hires/suspension/schema";
import { daysLater } from "@/lib/platform/calendar";

export const unhire = (slot: Slot) =>
  command({
    name: "Greenhouse unhires",
    slot,
    happen: async (world, model) => {
      await world.hear(slot, null);
      const hire = model.hires.get(slot);
      if (!hire || hire.isKept || hire.isSuspended || hire.status === "withdrawn") return "nothing";
      hire.isSuspended = true;
      return "decided";
    },
  });

/** What the model knows of a hire that was withdrawn. */
const withdrawn = ({ status }: ModelHire) => ({ before: status, isSuspended: false, isKept: false, excludedByHr: false });

export const giveUp = (slot: Slot) =>
  command({
    name: "nobody waits any longer",
    slot,
    happen: async (world, model, before) => {
      const hire = model.hires.get(slot);
      if (!before || !hire) return "nothing";
      const count = await world.within((tx, now) => withdrawOverdue(tx, world.actor.organizationId, [before.id], daysLater(now, 4)));
      expect(count).toBe(hire.isSuspended ? 1 : 0);
      if (!hire.isSuspended) return "nothing";
      Object.assign(hire, withdrawn(hire));
      return { as: "withdrawn" };
    },
  });

export const endSuspension = (slot: Slot, decision: SuspensionDecision) =>
  command({
    name: `HR ends the suspension: ${decision}`,
    slot,
    happen: async (world, model, before) => {
      const hire = model.hires.get(slot);
      if (!before || !hire) return "nothing";
      const refusal = await asHr(world, slot, before, (tx, now) => decideSuspension(tx, world.actor, before.id, decision, now));
      expect(refusal).toBe(hire.isSuspended ? null : "not_suspended");
      if (refusal !== null) return "nothing";
      Object.assign(hire, decision === "withdraw" ? withdrawn(hire) : { isSuspended: false, isKept: true });
      return decision === "withdraw" ? { as: "withdrawn" } : "decided";
    },
  });
