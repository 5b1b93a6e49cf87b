import { describe, expect, it } from "vitest";
import { type HireField, hireFields } from "@/lib/hire-fields/fields";
import { type FieldParse, fieldMaxLength, parseField } from "@/lib/hire-fields/rules";
import { newHireQuerySchema } from "@/lib/hires/conditions/schema";
import { newHireEditSchema } from "@/lib/hires/edit/schema";
import { number } from "@/lib/messages/runtime";

function refused(reason: string): FieldParse {
  return { ok: false, reason: expect.stringContaining(reason) };
}

/** A valid value of each field. */
const example: Record<HireField, string> = {
  firstName: "Ada",
  lastName: "Lovelace",
  preferredName: "Countess",
  personalEmail: "ada@mail.test",
  phone: "+44 20 7946 0000",
  address: "12 St James's Square\nLondon",
  jobTitle: "Analyst",
  department: "Engines",
  location: "London",
  employmentType: "Full-time",
  managerName: "Charles Babbage",
  startDate: "2027-03-01",
};

describe.each(hireFields)("%s", (field) => {
  it("is taken as it is when it is in order", () => {
    expect(parseField(field, example[field])).toEqual({ ok: true, value: example[field] });
  });

  it("is taken without the white space around it", () => {
    expect(parseField(field, ` \t ${example[field]} \n`)).toEqual({ ok: true, value: example[field] });
  });

  it.each([null, "", " ", "\u00a0", "\t\r\n", "\u2003\ufeff"])("counts as missing when it is %j", (raw) => {
    expect(parseField(field, raw)).toEqual({ ok: true, value: null });
  });

  it.each(["\u0000", "\u0007", "\u001b[31m", "\u007f", "\u0085"])("is refused with the control character in %j", (character) => {
    expect(parseField(field, `a${character}b`)).toEqual(refused("control characters"));
  });

  it.each(["\u202e", "\u202a", "\u2066", "\u2069"])("is refused with %j, which turns the reading direction", (character) => {
    expect(parseField(field, `a${character}b`)).toEqual(refused("control characters"));
  });

  it("is refused when half a character is missing", () => {
    expect(parseField(field, "a\ud83d")).toEqual(refused("unreadable characters"));
  });

  it("is refused when it is too long, by one", () => {
    expect(parseField(field, "a".repeat(fieldMaxLength[field] + 1))).toEqual(refused(`at most ${number(fieldMaxLength[field])}`));
  });

  it("reads the same twice", () => {
    const once = parseField(field, `  ${example[field]}  `);
    expect(once.ok && parseField(field, once.value)).toEqual(once);
  });
});

describe("a name", () => {
  it.each(["firstName", "lastName", "preferredName", "managerName"] as const)("in %s holds no HTML", (field) => {
    expect(parseField(field, "<b>Ada</b>")).toEqual(refused("can’t contain < or >"));
    expect(parseField(field, "Ada & Co")).toEqual({ ok: true, value: "Ada & Co" });
  });

  it.each(["O'Neill", "Nguyễn Thị Minh Khai", "李小龍", "عبد الله", "Sørensen-Löfgren", "X Æ A-12", "J. R. R."])("may be %s", (name) => {
    expect(parseField("lastName", name)).toEqual({ ok: true, value: name });
  });

  it("is the same however its accents were typed", () => {
    expect(parseField("firstName", "Zoe\u0308")).toEqual({ ok: true, value: "Zo\u00eb" });
  });

  it("has single spaces and no line breaks", () => {
    expect(parseField("firstName", "Anna \n  Maria")).toEqual({ ok: true, value: "Anna Maria" });
  });

  it("may be exactly as long as allowed", () => {
    expect(parseField("firstName", "a".repeat(100))).toEqual({ ok: true, value: "a".repeat(100) });
  });
});

describe("a personal email", () => {
  it.each(["ada@mail.test", "ada.lovelace+onboarding@mail.co.uk", "ADA@Mail.Test", "o'neill@mail.test"])("may be %s", (address) => {
    expect(parseField("personalEmail", address)).toEqual({ ok: true, value: address });
  });

  it.each([
    "ada",
    "ada@",
    "@mail.test",
    "ada@mail",
    "ada lovelace@mail.test",
    "ada@mail.test, bob@mail.test",
    "Ada <ada@mail.test>",
    "ada@mail..test",
    "mailto:ada@mail.test",
  ])("is not %s", (address) => {
    expect(parseField("personalEmail", address)).toEqual(refused("valid email"));
  });

  it("cannot carry a second header into a mail", () => {
    const parsed = parseField("personalEmail", "ada@mail.test\r\nBcc: all@mail.test");
    expect(parsed.ok).toBe(false);
  });
});

describe("a start date", () => {
  it.each(["2027-03-01", "2028-02-29", "1900-01-01", "2199-12-31"])("may be %s", (day) => {
    expect(parseField("startDate", day)).toEqual({ ok: true, value: day });
  });

  it.each([
    "2026-02-30",
    "2027-02-29",
    "2027-13-01",
    "2027-00-10",
    "2027-1-1",
    "01/03/2027",
    "27-03-01",
    "0027-03-01",
    "1899-12-31",
    "2200-01-01",
    "tomorrow",
  ])("is not %s", (day) => {
    expect(parseField("startDate", day)).toEqual(refused("valid date"));
  });

  it("is a plain day: one with a time is refused, not shifted", () => {
    expect(parseField("startDate", "2027-03-01T00:00:00Z").ok).toBe(false);
  });
});

describe("an address", () => {
  it("keeps its lines, whatever system they were typed on", () => {
    expect(parseField("address", "12  St James's Square \r\n London\rSW1Y")).toEqual({
      ok: true,
      value: "12 St James's Square\nLondon\nSW1Y",
    });
  });

  it("has no more than one empty line in a row", () => {
    expect(parseField("address", "A\n\n\n\n\nB")).toEqual({ ok: true, value: "A\n\nB" });
  });
});

describe("an edit", () => {
  it("gives each change in the form it is stored in", () => {
    const parsed = newHireEditSchema.parse({ version: 3, changes: { firstName: " Ada ", phone: "" } });
    expect(parsed).toEqual({ version: 3, changes: { firstName: "Ada", phone: null }, take: [], keep: [] });
  });

  it("says of each wrong field what is wrong with it, under its name", () => {
    const parsed = newHireEditSchema.safeParse({
      version: 1,
      changes: { personalEmail: "ada", startDate: "2026-02-30", firstName: "Ada" },
    });
    const issues = parsed.error?.issues.map((issue) => issue.path.join("."));
    expect(issues).toEqual(["changes.personalEmail", "changes.startDate"]);
  });

  it.each(["status", "version", "__proto__", "constructor"])("cannot set %s, which is no field of the form", (name) => {
    const body: unknown = JSON.parse(`{ "version": 1, "changes": { "${name}": "started" } }`);
    const parsed = newHireEditSchema.safeParse(body);
    const set = parsed.success ? Object.keys(parsed.data.changes) : [];
    expect(set).toEqual([]);
    expect(Object.getPrototypeOf(parsed.data?.changes ?? {})).toBe(Object.prototype);
  });

  it.each([0, -1, 1.5, "1", undefined])("needs the version it was made on: not %j", (version) => {
    expect(newHireEditSchema.safeParse({ version, changes: {} }).success).toBe(false);
  });
});

describe("the query of the list", () => {
  it("lists everything by start date when nothing is said", () => {
    expect(newHireQuerySchema.parse({})).toEqual({ sort: "startDate", limit: 50 });
  });

  it("takes one value as before, and several as any of them, each once", () => {
    expect(newHireQuerySchema.parse({ department: " Kitchen ", status: "pending" })).toMatchObject({
      department: ["Kitchen"],
      status: ["pending"],
    });
    expect(newHireQuerySchema.parse({ department: ["Kitchen", "Bar", "Kitchen"] })).toMatchObject({ department: ["Kitchen", "Bar"] });
  });

  it.each([
    { limit: "0" },
    { limit: "201" },
    { limit: "x" },
    { status: "hired" },
    { sort: "phone" },
    { attention: "bored" },
    { search: "a".repeat(201) },
    { starts: "next_year" },
    { starts: ["today", "overdue"] },
    { department: [] },
    { department: ["Kitchen", ""] },
    { department: Array.from({ length: 51 }, (_, at) => `Department ${at}`) },
    { attention: ["scheduled", "bored"] },
  ])("refuses %j", (query) => {
    expect(newHireQuerySchema.safeParse(query).success).toBe(false);
  });
});
