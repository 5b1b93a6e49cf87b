import { describe, expect, it } from "vitest";
import type { OwnField } from "@/lib/hire-fields/own/fields";
import { changedType, parseOwnField, parseValue } from "@/lib/hire-fields/own/rules";
import { fieldLabel, shownValue } from "@/lib/hire-fields/own/words";
import { fieldName } from "@/lib/hires/fields";

const size: OwnField = { key: "size", label: "Shirt size", type: "choice", choices: ["S", "Extra Large"] };
const laptop: OwnField = { key: "laptop", label: "Laptop", type: "yes_no" };
const field = (type: OwnField["type"]): OwnField => (type === "choice" ? size : { key: "one", label: "One", type });

describe("a value of an own field is stored in one form", () => {
  const taken: [OwnField["type"], string, string | null][] = [
    ["text", "  Room\t 4 ", "Room 4"],
    ["text", "\u200b", null],
    ["number", "007", "7"],
    ["number", "+37.50", "37.5"],
    ["number", "-0.0", "0"],
    ["number", "-12.000001", "-12.000001"],
    ["number", "999999999999999", "999999999999999"],
    ["date", "2028-02-29", "2028-02-29"],
    ["choice", "extra   large", "Extra Large"],
    ["yes_no", "Yes", "yes"],
    ["yes_no", "FALSE", "no"],
    ["yes_no", " ", null],
  ];
  it.each(taken)("%s %j: %j", (type, raw, value) => {
    const parsed = parseOwnField(field(type), raw);
    expect(parsed).toEqual({ ok: true, value });
    if (value !== null) expect(parseOwnField(field(type), value)).toEqual(parsed);
  });

  const refused: [OwnField["type"], string][] = [
    ["text", "a\u0000b"],
    ["text", "x".repeat(501)],
    ["number", "1,5"],
    ["number", "1e3"],
    ["number", "1234567890123456"],
    ["number", "twelve"],
    ["date", "2027-02-29"],
    ["date", "29.02.2028"],
    ["choice", "M"],
    ["yes_no", "maybe"],
  ];
  it.each(refused)("and %s refuses %j with a reason", (type, raw) => {
    expect(parseOwnField(field(type), raw)).toEqual({ ok: false, reason: expect.stringMatching(/\S\.$/) });
  });

  it("and one that the organization does not have takes none", () => {
    expect(parseValue("x_size", "S", [])).toEqual({ ok: false, reason: "Unknown field." });
    expect(parseValue("x_size", "s", [size])).toEqual({ ok: true, value: "S" });
    expect(parseValue("firstName", " Ada ", [size])).toEqual({ ok: true, value: "Ada" });
  });
});

describe("an organization's own fields", () => {
  it("keep their types: another key is another field", () => {
    expect(changedType([size, laptop], [{ ...laptop, label: "Computer" }])).toBeNull();
    expect(changedType([size, laptop], [{ ...size, key: "other", type: "text" }])).toBeNull();
    expect(changedType([size, laptop], [{ ...laptop, type: "text" }])).toBe("laptop");
  });

  it("are called by their label, and by their key once they are gone", () => {
    expect([fieldLabel("x_size", [size]), fieldName("x_size", [size]), fieldLabel("x_size", [])]).toEqual([
      "Shirt size",
      "Shirt size",
      "size",
    ]);
    expect([fieldLabel("startDate", []), fieldName("startDate", [])]).toEqual(["Start date", "start date"]);
    expect([shownValue("x_laptop", "yes", [laptop]), shownValue("x_size", "S", [size])]).toEqual(["Yes", "S"]);
    // What a rule, an address or an earlier field says need not be valid.
    expect([
      shownValue("startDate", "soon", []),
      shownValue("x_one", "foo", [field("date")]),
      shownValue("x_laptop", "Y", [laptop]),
    ]).toEqual(["soon", "foo", "Y"]);
    expect(shownValue("x_one", "2028-02-29", [field("date")])).toBe(shownValue("startDate", "2028-02-29", []));
  });
});
