import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";

const MOST_LINES = 250;
const MOST_FILES = 15;
/** Folders that may hold more, each with its reason. */
const larger: Record<string, string> = {
  "components/ui": "one file a control, and a control is looked up by its name",
};

const isGenerated = (path: string) => /(^|\/)generated(\/|$)/.test(path);
const rooms = ["app", "bench", "components", "e2e", "lib", "prisma", "scripts"];
const inRooms = rooms.flatMap((room) => readdirSync(room, { recursive: true, encoding: "utf8" }).map((name) => join(room, name)));
const files = [...inRooms, ...readdirSync(".")].filter(
  (path) => !isGenerated(path) && !path.includes("node_modules") && statSync(path).isFile(),
);
const sources = files.filter((path) => /\.(tsx?|mjs)$/.test(path) && !/\.(test|spec)\.tsx?$/.test(path));

describe("a stranger finds their way", () => {
  it("no source file is longer than a person reads at once", () => {
    const tooLong = sources.filter((path) => readFileSync(path, "utf8").split("\n").length - 1 > MOST_LINES);
    expect(tooLong).toEqual([]);
  });

  it("no folder holds more source files than a person sees at once, without a reason", () => {
    const counts = Map.groupBy(sources, dirname);
    const tooFull = [...counts].filter(([folder, inside]) => inside.length > MOST_FILES && !(folder in larger)).map(([folder]) => folder);
    expect(tooFull).toEqual([]);
  });

  it("no reason is kept for a folder that needs none any more", () => {
    const needless = Object.keys(larger).filter((folder) => sources.filter((path) => dirname(path) === folder).length <= MOST_FILES);
    expect(needless).toEqual([]);
  });
});
