import { expect } from "vitest";
import type { Slot } from "@/e2e/life/model";
import { command } from "@/e2e/life/step";
import type { World } from "@/e2e/life/world";

/** The mail server gets the invitation that waits, and behaves as it is told. */
export const deliver = (slot: Slot, fault: Parameters<World["deliver"]>[1]) =>
  command({
    name: `the mail server (${fault}) is given the mail`,
    slot,
    happen: async (world, model, before) => {
      const queued = before?.invitations.find(({ status }) => status === "queued");
      if (!queued) return "nothing";
      await world.deliver(queued.id, fault);
      const after = (await world.read(slot)).invitations.find(({ id }) => id === queued.id);
      const outcome = {
        none: "sent",
        "refuse-recipient": "failed",
        "refuse-by-name": "failed",
        busy: "queued",
        "break-after-data": "queued",
        flapping: "queued",
        away: "queued",
      }[fault];
      expect(after?.status).toBe(model.hires.get(slot)?.isSuspended ? "queued" : outcome);
      return "nothing";
    },
  });

/** The newest mail comes back. */
export const bounce = (slot: Slot) =>
  command({
    name: "the mail comes back",
    slot,
    happen: async (world, _model, before) => {
      const newest = before?.invitations.at(-1);
      if (!newest) return "nothing";
      await world.bounce(newest);
      const after = (await world.read(slot)).invitations.at(-1);
      // That it came back is known of a disabled link, too, and true again when the link is.
      expect(after?.status).toBe(["queued", "sent"].includes(newest.status) ? "failed" : newest.status);
      return "nothing";
    },
  });

/** The person opens one of the links, 0 the newest, and starts. */
export const start = (slot: Slot, which: number) =>
  command({
    name: `the person starts by link ${which}`,
    slot,
    happen: async (world, model, before) => {
      const link = before?.invitations.at(-1 - which);
      if (!link) return "nothing";
      await world.accept(link);
      const works = ["queued", "sent", "failed"].includes(link.status) && !model.hires.get(slot)?.isSuspended;
      return works ? { as: "started" } : "nothing";
    },
  });
