import { describe, expect, it } from "vitest";
import { everything } from "@/e2e/fixtures/hire-states";
import { searchForm, searchText } from "@/lib/hires/search";

describe("searching", () => {
  it.each([
    ["lukasz", "Łukasz Żółć"],
    ["zolc", "Łukasz Żółć"],
    ["SOREN", "Søren"],
    ["strasse", "Straße"],
    ["o'neill", "O'Neill"],
    ["nguyen", "Nguyễn"],
    ["aegir", "Ægir"],
    ["istanbul", "İstanbul"],
  ])("for “%s” finds “%s”", (typed, name) => {
    expect(searchForm(name)).toContain(searchForm(typed));
  });

  it("finds a hire by name, called name, e-mail and job, and not by phone", () => {
    const text = searchText({ ...everything, preferredName: "Countess", phone: "555" });
    for (const typed of ["ada lovelace", "countess", "ada@mail.test", "analyst"]) expect(text).toContain(searchForm(typed));
    expect(text).not.toContain("555");
  });

  it("keeps scripts without accents as they are", () => {
    expect(searchForm("李小龍")).toBe("李小龍");
  });

  it("reads the same twice", () => {
    for (const name of ["Łukasz", "İstanbul", "Straße", "  a   b "]) expect(searchForm(searchForm(name))).toBe(searchForm(name));
  });
});
