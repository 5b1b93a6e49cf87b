import type { AsyncCommand } from "fast-check";
import { expect } from "vitest";
import { draftOf } from "@/e2e/fixtures/hires";
import { type Model, type ModelHire, mayStand, type Slot } from "@/e2e/life/model";
import type { World } from "@/e2e/life/world";
import type { HireField } from "@/lib/hire-fields/fields";
import type { HireStatus } from "@/lib/hires/codes";
import { canBecome, heldBack } from "@/lib/hires/status";

/** A step of a life. */
export type Command = AsyncCommand<Model, World>;
/** A hire with all that belongs to it, as it is stored. */
export type Stored = Awaited<ReturnType<World["read"]>>;

/** What one event does: to the portal, and to the model. */
interface Event {
  name: string;
  /** The hire it is about; null: all of them. */
  slot: Slot | null;
  canHappen?: (hire: ModelHire) => boolean;
  happen: (world: World, model: Model, before: Stored | null) => Promise<Effect>;
}

/** `decided`: the hire was decided again; `as`: it stands exactly there; `nothing`: it is untouched. */
type Effect = "decided" | "nothing" | { as: HireStatus };

/** One event as a step that the model can foresee, after which everything that must hold is checked. */
export function command({ name, slot, canHappen, happen }: Event): Command {
  return {
    check: (model) => slot === null || canHappen === undefined || canHappen(model.hires.get(slot) ?? nobody),
    run: async (model, world) => {
      const before = new Map<Slot, Stored>();
      for (const known of model.hires.keys()) before.set(known, await world.read(known));
      const effect = await happen(world, model, slot === null ? null : (before.get(slot) ?? null));
      for (const [known, hire] of model.hires) {
        const after = await world.read(known);
        expect(allowed(model, known, slot === null ? "settled" : known === slot ? effect : "followed")).toContain(after.row.status);
        hire.status = after.row.status;
        hire.invitations = after.invitations.length;
        holds(hire, before.get(known), after);
      }
      await addsUp(model, world);
    },
    toString: () => (slot === null ? name : `${name} (${slot})`),
  };
}

/** A hire of whom nothing is known. */
export const nobody: ModelHire = {
  status: "withdrawn",
  greenhouse: draftOf(1).values,
  hr: {},
  plan: null,
  isDecided: false,
  excludedByHr: false,
  includedByHr: false,
  invitations: 0,
  isSuspended: false,
  isKept: false,
  before: null,
};

/** Where a hire may stand after its own event (an effect), another hire's (`followed`), or a setting (`settled`). */
function allowed(model: Model, slot: Slot, effect: Effect | "followed" | "settled"): HireStatus[] {
  const status = model.hires.get(slot)?.status ?? "pending";
  if (typeof effect === "object") return [effect.as];
  if (effect === "nothing" || (status === "withdrawn" && effect !== "decided")) return [status];
  // Another hire's event may answer, or ask, whether this one is the same person.
  return effect === "followed" ? [status, ...mayStand(model, slot)] : mayStand(model, slot);
}

/** What must hold of one hire after every step. */
function holds(hire: ModelHire, before: Stored | undefined, { row, invitations, audits, timeline }: Stored): void {
  for (const [field, value] of Object.entries(hire.hr)) expect(row[field as HireField]).toBe(value);
  if (before) {
    expect(canBecome(before.row.status, row.status)).toBe(true);
    expect(audits).toBeGreaterThanOrEqual(before.audits);
    for (const { id } of before.invitations) expect(invitations.map((one) => one.id)).toContain(id);
  }
  const having = (...statuses: string[]) => invitations.filter(({ status }) => statuses.includes(status));
  expect(having("queued", "sent").length).toBeLessThanOrEqual(1);
  expect(invitations.filter(({ trigger }) => trigger === "automatic").length).toBeLessThanOrEqual(1);
  if (having("queued", "sent", "failed").length > 0) expect(row.status).toBe("invited");
  if (row.status === "invited") expect(invitations).not.toEqual([]);
  if (row.status === "started") expect(having("accepted")).toHaveLength(1);
  if (row.status === "pending") expect(row.missingFields).not.toEqual([]);
  const reasons = [...heldBack, "suspended"].filter((code) => row.attention.includes(code));
  if (row.status === "on_hold") expect(reasons).not.toEqual([]);
  expect(row.suspendedAt !== null).toBe(hire.isSuspended);
  expect(timeline.length).toBeGreaterThan(invitations.length);
}

/** No hire is lost, and the counts that are kept are those that are counted. */
async function addsUp(model: Model, world: World): Promise<void> {
  const { kept, counted } = await world.counts();
  const of = (status: HireStatus) => counted.get(status) ?? 0;
  expect([...counted.values()].reduce((sum, count) => sum + count, 0)).toBe(model.hires.size);
  expect(kept).toMatchObject({ pending: of("pending"), onHold: of("on_hold"), invited: of("invited"), started: of("started") });
}
