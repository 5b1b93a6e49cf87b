import { describe, expect, it } from "vitest";
import type { OwnField } from "@/lib/hire-fields/own/fields";
import { ownFieldsSchema } from "@/lib/hire-fields/own/schema";

const size: OwnField = { key: "size", label: "Shirt size", type: "choice", choices: ["S", "Extra Large"] };
const laptop: OwnField = { key: "laptop", label: "Laptop", type: "yes_no" };

describe("an organization's own fields", () => {
  it("are taken with choices where they choose, and without where they do not", () => {
    expect(ownFieldsSchema.parse([{ ...size, label: " Shirt size ", choices: [" S", "Extra  Large"] }, laptop])).toEqual([size, laptop]);
  });

  const refused: [string, unknown[], string][] = [
    ["a key that no address takes", [{ ...laptop, key: "a b" }], "0.key"],
    ["an empty label", [{ ...laptop, label: "  " }], "0.label"],
    ["the label of a field that every record has", [{ ...laptop, label: "start  DATE" }], "0.label"],
    ["a choice without choices", [{ ...size, choices: [] }], "0.choices"],
    ["choices of another type", [{ ...laptop, choices: ["S"] }], "0.choices"],
    ["the same choice twice", [{ ...size, choices: ["S", "s "] }], "0.choices"],
    ["the same key twice", [laptop, { ...laptop, key: "LAPTOP", label: "Other" }], ""],
    ["the same label twice", [laptop, { ...laptop, key: "other", label: "laptop" }], ""],
    ["an unknown type", [{ ...laptop, type: "money" }], "0.type"],
  ];
  it.each(refused)("are refused with %s", (_, fields, place) => {
    const { error } = ownFieldsSchema.safeParse(fields);
    expect(error?.issues[0]?.path.join(".")).toBe(place);
  });
});
