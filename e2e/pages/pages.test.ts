import { readdir, readFile } from "node:fs/promises";
import { expect, it } from "vitest";

/** Ways to find something on a page that would put a word or the markup of the interface into a flow. */
const finders = /\b(getBy\w+|locator|frameLocator|hasText|selectOption)\s*[(:]|\$\$?eval\(/;

it("a flow finds nothing by a word or by markup of its own: page objects do, so that a changed sentence changes one line", async () => {
  const specs = (await readdir("e2e")).filter((file) => file.endsWith(".spec.ts"));
  expect(specs.length).toBeGreaterThan(0);
  for (const file of specs) {
    const lines = (await readFile(`e2e/${file}`, "utf8")).split("\n");
    expect(
      lines.filter((line) => finders.test(line)),
      file,
    ).toEqual([]);
  }
});
