import { describe, expect, it } from "vitest";
import { afterAnswering, afterSaving, changedFields, type Edit, merge, sameJson, saveOver } from "@/components/ui/conflict";

interface Values {
  name: string;
  place: string;
  tags: string[];
}
interface Row extends Values {
  version: number;
}
const row: Row = { version: 1, name: "Ada", place: "Oslo", tags: ["a"] };
const valuesOf = ({ name, place, tags }: Row): Values => ({ name, place, tags });

class Conflict extends Error {
  constructor(readonly current: Row) {
    super("conflict");
  }
}

/** Saves as a server does, whose record is `stored`. */
function server(stored: Row) {
  const sent: Edit<Row, Values>[] = [];
  let current = stored;
  const send = async (edit: Edit<Row, Values>): Promise<Row> => {
    sent.push(edit);
    if (edit.base.version !== current.version) throw new Conflict(current);
    current = { ...edit.values, version: current.version + 1 };
    return current;
  };
  const currentOf = async (error: unknown) => (error instanceof Conflict ? error.current : null);
  return { sent, options: { valuesOf, isSame: sameJson, send, currentOf } };
}

describe("the fields that differ", () => {
  it("are told by value, lists too", () => {
    expect(changedFields(valuesOf(row), { name: "Ada", place: "Bergen", tags: ["a"] }, sameJson)).toEqual(["place"]);
    expect(changedFields(valuesOf(row), { name: "Ada", place: "Oslo", tags: ["a", "b"] }, sameJson)).toEqual(["tags"]);
  });

  it("are told by how they would be stored, where that is another question", () => {
    const trimmed = (_: keyof Values, a: unknown, b: unknown) => String(a).trim() === String(b).trim();
    expect(changedFields(valuesOf(row), { ...valuesOf(row), name: " Ada " }, trimmed)).toEqual([]);
  });
});

describe("two changes of one record", () => {
  it("both stand where they are of different fields", () => {
    const met = merge(valuesOf(row), { ...valuesOf(row), place: "Bergen" }, { ...valuesOf(row), name: "Grace" }, sameJson);
    expect(met).toEqual({ values: { name: "Grace", place: "Bergen", tags: ["a"] }, conflicts: [] });
  });

  it("are a conflict where they are of the same field, and what was typed is kept", () => {
    const met = merge(valuesOf(row), { ...valuesOf(row), name: "Alan" }, { ...valuesOf(row), name: "Grace" }, sameJson);
    expect(met).toEqual({ values: { name: "Grace", place: "Oslo", tags: ["a"] }, conflicts: ["name"] });
  });

  it("are no conflict where both say the same", () => {
    const same = { ...valuesOf(row), name: "Grace" };
    expect(merge(valuesOf(row), same, same, sameJson).conflicts).toEqual([]);
  });
});

describe("saving over a version", () => {
  it("sends what changed", async () => {
    const { sent, options } = server(row);
    const outcome = await saveOver(row, { ...valuesOf(row), name: "Grace" }, options);
    expect(outcome).toEqual({ kind: "saved", row: { version: 2, name: "Grace", place: "Oslo", tags: ["a"] } });
    expect(sent.map((edit) => edit.changed)).toEqual([["name"]]);
  });

  it("that is no longer the newest keeps both changes when they are of different fields", async () => {
    const { sent, options } = server({ ...row, version: 5, place: "Bergen" });
    const outcome = await saveOver(row, { ...valuesOf(row), name: "Grace" }, options);
    expect(outcome).toEqual({ kind: "saved", row: { version: 6, name: "Grace", place: "Bergen", tags: ["a"] } });
    expect(sent).toHaveLength(2);
  });

  it("saves nothing when both changed a field, and keeps what was typed beside theirs", async () => {
    const { sent, options } = server({ ...row, version: 5, name: "Alan", place: "Bergen" });
    const outcome = await saveOver(row, { name: "Grace", place: "Oslo", tags: ["b"] }, options);
    expect(outcome).toEqual({
      kind: "conflict",
      row: { version: 5, name: "Alan", place: "Bergen", tags: ["a"] },
      values: { name: "Grace", place: "Bergen", tags: ["b"] },
      fields: ["name"],
    });
    expect(sent).toHaveLength(1);
  });

  it("sends nothing more when someone else made the very same change", async () => {
    const { sent, options } = server({ ...row, version: 5, name: "Grace" });
    const outcome = await saveOver(row, { ...valuesOf(row), name: "Grace" }, options);
    expect(outcome).toMatchObject({ kind: "saved", row: { version: 5, name: "Grace" } });
    expect(sent).toHaveLength(1);
  });

  it("throws every other error, and a conflict that brings nothing new", async () => {
    const { options } = server(row);
    const broken = { ...options, send: () => Promise.reject(new Error("offline")) };
    await expect(saveOver(row, valuesOf(row), broken)).rejects.toThrow("offline");
    const stuck = { ...options, send: () => Promise.reject(new Conflict(row)) };
    await expect(saveOver(row, { ...valuesOf(row), name: "Grace" }, stuck)).rejects.toThrow("conflict");
  });
});

describe("what is typed while a save is under way", () => {
  const base = valuesOf(row);
  const sent = { ...base, name: "Grace " };
  const stored = { ...base, name: "Grace" };

  it("stays typed, in the field that was saved and in others, and is no conflict with one's own save", () => {
    const typed = { ...sent, name: "Grace H", place: "Bergen" };
    expect(afterSaving({ base, sent, stored, typed }, sameJson)).toEqual({ values: typed, conflicts: [] });
  });

  it("gives way to what is stored where nothing was typed", () => {
    expect(afterSaving({ base, sent, stored, typed: sent }, sameJson)).toEqual({ values: stored, conflicts: [] });
  });

  it("is a conflict where the save met someone else's change of that field", () => {
    const theirs = { ...stored, place: "Paris" };
    const typed = { ...sent, place: "Bergen" };
    expect(afterSaving({ base, sent, stored: theirs, typed }, sameJson)).toEqual({
      values: { ...theirs, place: "Bergen" },
      conflicts: ["place"],
    });
    expect(afterSaving({ base, sent, stored: theirs, typed: { ...sent, place: "Paris" } }, sameJson).conflicts).toEqual([]);
  });
});

describe("a save that reached the server and got no answer", () => {
  const inDoubt = { ...valuesOf(row), name: "Grace" };
  const stored: Row = { ...inDoubt, version: 2 };

  it("is not sent again where it is repeated as it was", async () => {
    const { sent, options } = server(stored);
    expect(await saveOver(row, inDoubt, { ...options, inDoubt })).toEqual({ kind: "saved", row: stored });
    expect(sent).toHaveLength(1);
  });

  it("is no one else's change where another value was typed since", async () => {
    const { options } = server(stored);
    const saved = await saveOver(row, { ...inDoubt, name: "Grace H" }, { ...options, inDoubt });
    expect(saved).toEqual({ kind: "saved", row: { ...stored, name: "Grace H", version: 3 } });
  });

  it("hides no change that someone else made after it", async () => {
    const { options } = server({ ...stored, name: "Alan", version: 3 });
    const met = await saveOver(row, { ...inDoubt, name: "Grace H" }, { ...options, inDoubt });
    expect(met).toMatchObject({ kind: "conflict", fields: ["name"] });
  });
});

describe("what is stored beside the form", () => {
  const base = valuesOf(row);
  const none: (keyof Values)[] = [];

  it("answers for its own field, and leaves what is typed in the others", () => {
    const typed = { ...base, name: "Grace", place: "Bergen" };
    const kept = afterAnswering({ base, stored: { ...base, place: "Turku" }, typed, conflicts: none }, ["place"], sameJson);
    expect(kept).toEqual({ values: { ...base, name: "Grace", place: "Turku" }, conflicts: [] });
  });

  it("leaves a conflict of another field open, and closes its own", () => {
    const typed = { ...base, name: "Grace", place: "Bergen" };
    const kept = afterAnswering({ base, stored: { ...base, place: "Turku" }, typed, conflicts: ["name", "place"] }, ["place"], sameJson);
    expect(kept.conflicts).toEqual(["name"]);
  });

  it("does not replace what someone else changed while the same field was typed: that is a conflict", () => {
    const typed = { ...base, name: "Grace" };
    const kept = afterAnswering({ base, stored: { ...base, name: "Alan", place: "Turku" }, typed, conflicts: none }, ["place"], sameJson);
    expect(kept).toEqual({ values: { ...base, name: "Grace", place: "Turku" }, conflicts: ["name"] });
  });
});
