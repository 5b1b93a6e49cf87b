import { readdir, readFile } from "node:fs/promises";
import { expect, it } from "vitest";

/** Ways to find something on a page that would put a word or the markup of the interface into a flow. */
const finders = /\b(getBy\w+|locator|frameLocator|hasText|selectOption)\s*[(:]|\$\$?eval\(/;

it("a flow finds nothing by a word or by markup of its own: page objects do, so that a changed sentence changes one line", async () => {
  const specs = (await readdir("e2e", { recursive: true })).filter((file) => file.endsWith(".spec.ts"));
  expect(specs.length).toBeGreaterThan(0);
  for (const file of specs) {
    const lines = (await readFile(`e2e/${file}`, "utf8")).split("\n");
    expect(
      lines.filter((line) => finders.test(line)),
      file,
    ).toEqual([]);
  }
});

it("a flow that has an email address of its own makes it up for each run: the mails of all runs lie in one mailbox", async () => {
  const specs = (await readdir("e2e")).filter((file) => file.endsWith(".spec.ts"));
  for (const file of specs) expect(await readFile(`e2e/${file}`, "utf8"), file).not.toMatch(/["'][\w.+-]+@mail\.test["']/);
});

it("a flow presses the palette's key through its page object, which waits until the page hears it", async () => {
  const specs = (await readdir("e2e")).filter((file) => file.endsWith(".spec.ts"));
  for (const file of specs) expect(await readFile(`e2e/${file}`, "utf8"), file).not.toMatch(/(?:Control|Meta|ControlOrMeta)\+k"/i);
});

/** Words that no catalogue has: the buttons of Greenhouse. */
const foreign = ["Authorize", "Deny"];

/** A text or pattern with a word in it, given to a way of finding something. */
const literal = /(?:getBy(?:Text|Label|Placeholder)|button|alert|titled)\((["'`/])(.*?)\1|(?:name|hasText): (["'`/])(.*?)\3/g;

it("a page object finds by the words of the message catalogues, so that flows hold under any of them", async () => {
  const files = (await readdir("e2e/pages")).filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"));
  for (const file of files) {
    const source = await readFile(`e2e/pages/${file}`, "utf8");
    const words = [...source.matchAll(literal)].map((found) => found[2] ?? found[4] ?? "").filter((text) => /[a-z]{2}/i.test(text));
    expect(
      words.filter((text) => !foreign.includes(text) && text !== "Maren|Jonas"),
      file,
    ).toEqual([]);
  }
});
