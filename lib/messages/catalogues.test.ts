import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const sourceFolders = ["app", "components", "lib", "scripts"];
const sources = sourceFolders
  .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => `${folder}/${name}`))
  .filter((path) => /\.tsx?$/.test(path) && !path.startsWith("lib/messages/generated/"))
  .map((path) => ({ path, text: readFileSync(path, "utf8") }));
const rooms = readdirSync("lib/messages/en", { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".json"))
  .map((name) => name.replace(/\.json$/, ""));

function usesOf(room: string): Set<string> {
  const used = new Set<string>();
  for (const { text } of sources) {
    const name = new RegExp(`import \\* as (\\w+) from "@/lib/messages/generated/${room}";`).exec(text)?.[1];
    if (name) for (const [, id] of text.matchAll(new RegExp(`\\b${name}\\.(\\w+)`, "g"))) if (id) used.add(id);
  }
  return used;
}

describe("message catalogues", () => {
  it.each(rooms)("%s holds no message that nothing uses", (room) => {
    const ids = Object.keys(JSON.parse(readFileSync(`lib/messages/en/${room}.json`, "utf8")));
    const used = usesOf(room);
    expect(ids.filter((id) => !used.has(id))).toEqual([]);
  });
});
