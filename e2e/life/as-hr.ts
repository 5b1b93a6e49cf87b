import { isDeepStrictEqual } from "node:util";
import { expect } from "vitest";
import type { Slot } from "@/e2e/life/model";
import type { Stored } from "@/e2e/life/step";
import type { World } from "@/e2e/life/world";

/** Does HR's work on one hire; what came of it has exactly one entry in the audit log. */
export async function asHr(world: World, slot: Slot, before: Stored | null, work: Parameters<World["asHr"]>[0]): Promise<string | null> {
  const refusal = await world.asHr(work);
  const after = await world.read(slot);
  const isSame = isDeepStrictEqual(after.row, before?.row);
  if (before && !isSame) expect(after.audits).toBe(before.audits + 1);
  if (refusal !== null) expect(isSame).toBe(true);
  return refusal;
}
