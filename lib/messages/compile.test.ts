import { describe, expect, it } from "vitest";
import { compileCatalogue } from "@/lib/messages/compile";

function lastLine(text: string, pseudo = false): string {
  return compileCatalogue({ message: text }, { pseudo }).trimEnd().split("\n").at(-1) ?? "";
}

describe("compileCatalogue", () => {
  it("makes a plain text a function without parameters", () => {
    expect(lastLine("Save date")).toBe('export const message = (): string => "Save date";');
  });

  it("types every parameter by what the message does with it", () => {
    expect(lastLine("{name}: {count, plural, one {# hire} other {# hires}} of {total, number}")).toBe(
      `export const message = (p: { name: string; count: number; total: number }): string => \`\${p.name}: \${(plural(p.count) === "one" ? \`\${number(p.count)} hire\` : \`\${number(p.count)} hires\`)} of \${number(p.total)}\`;`,
    );
  });

  it("takes only the named values of a choice without other", () => {
    expect(lastLine("{role, select, admin {Admin} hr {HR}}")).toBe(
      'export const message = (p: { role: "admin" | "hr" }): string => (p.role === "admin" ? "Admin" : "HR");',
    );
  });

  it("gives the marked part of a sentence to the caller", () => {
    expect(lastLine("Sent <when/>. <link>Open {name}</link>")).toBe(
      'export const message = (p: { when: ReactNode; link: (text: ReactNode) => ReactNode; name: string }): ReactNode => rich("Sent ", p.when, ". ", p.link(rich("Open ", p.name)));',
    );
  });

  it("replaces every letter in the pseudo-locale and keeps placeholders, variables and addresses", () => {
    expect(lastLine("Save {name}, use {{first_name}}".replaceAll("{{first_name}}", "'{{first_name}}'"), true)).toBe(
      `export const message = (p: { name: string }): string => \`⟦Šàṽé \${p.name}, ûšé {{first_name}}⟧\`;`,
    );
  });

  it("refuses a message that cannot be read, and says which", () => {
    for (const text of ["{open", "{n, plural, one {x}}", "{n} {n, plural, other {x}}", "{day, date}"])
      expect(() => compileCatalogue({ message: text })).toThrow('"message"');
    expect(() => compileCatalogue({ "not-a-name": "x" })).toThrow("camelCase");
  });
});
