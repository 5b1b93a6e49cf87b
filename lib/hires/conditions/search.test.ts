import { describe, expect, it } from "vitest";
import { everything } from "@/e2e/fixtures/hire-states";
import { searchForm, searchText } from "@/lib/hires/conditions/search";

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

  it("finds a hire by department and location, too, which never run into the job", () => {
    const text = searchText({ ...everything, jobTitle: "Chef", department: "Küche", location: "Kraków" });
    for (const typed of ["kuche", "KRAKOW", "Küche Kraków"]) expect(text).toContain(searchForm(typed));
    expect(text).not.toContain(searchForm("Chef Küche"));
  });

  it("marks its text by a second line, also where department and location are missing", () => {
    expect(searchText({ ...everything, department: null, location: null }).split("\n")).toHaveLength(2);
    expect(searchForm("two\nlines")).toBe("two lines");
  });

  it("keeps scripts without accents as they are", () => {
    expect(searchForm("李小龍")).toBe("李小龍");
  });

  it("reads the same twice", () => {
    for (const name of ["Łukasz", "İstanbul", "Straße", "  a   b "]) expect(searchForm(searchForm(name))).toBe(searchForm(name));
  });
});
