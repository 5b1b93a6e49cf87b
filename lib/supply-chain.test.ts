import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import known from "@/docs/supply-chain.json";

const root = join(import.meta.dirname, "..");
const read = (file: string): unknown => JSON.parse(readFileSync(join(root, file), "utf8"));

const packageSchema = z.object({
  version: z.string().optional(),
  license: z.string().optional(),
  dev: z.boolean().optional(),
  integrity: z.string().optional(),
  resolved: z.string().optional(),
  inBundle: z.boolean().optional(),
  hasInstallScript: z.boolean().optional(),
});
const lock = z.object({ packages: z.record(z.string(), packageSchema) }).parse(read("package-lock.json"));
const installed = Object.entries(lock.packages)
  .filter(([path]) => path !== "")
  .map(([path, one]) => ({ ...one, name: path.split("node_modules/").at(-1) ?? "" }));

/** Whether a licence, or each part of a compound one, is of the list; of two to choose from, one is enough. */
function isAllowed(licence: string): boolean {
  const text = licence.replace(/^\((.*)\)$/, "$1");
  if (/ OR /i.test(text)) return text.split(/ OR /i).some(isAllowed);
  if (/ AND /i.test(text)) return text.split(/ AND /i).every(isAllowed);
  return known.licences.includes(text);
}

function isExcepted(name: string, licence: string): boolean {
  return known.exceptions.some(
    (one) => (name === one.package || (one.package.endsWith("-") && name.startsWith(one.package))) && licence.includes(one.licence),
  );
}

describe("what is delivered", () => {
  it("has licences of the list, or an exception with its reason", () => {
    const production = installed.filter(({ dev }) => !dev);
    expect(production.length).toBeGreaterThan(100);
    const others = production.map(({ name, license = "none stated" }) => [name, license] as const);
    expect(others.filter(([name, licence]) => !isAllowed(licence) && !isExcepted(name, licence))).toEqual([]);
  });

  it("is what was locked: every package has a checksum, and none comes from elsewhere than the registry", () => {
    const unsure = installed.filter(
      ({ integrity, resolved, inBundle }) => (!integrity && !inBundle) || /^(git|file|http:)/.test(resolved ?? ""),
    );
    expect(unsure.map(({ name }) => name)).toEqual([]);
  });
});

/** Whether a version is mended: not older than the mended one of its release line, or of a line after all of them. */
function isMended(version: string, mendedIn: readonly string[]): boolean {
  const lineOf = (text: string) => Number(text.split(".")[0]);
  const ofLine = mendedIn.find((one) => lineOf(one) === lineOf(version));
  if (ofLine === undefined) return lineOf(version) > Math.max(...mendedIn.map(lineOf));
  return version.localeCompare(ofLine, "en", { numeric: true }) >= 0;
}

describe("a known advisory", () => {
  it.each(known.advisories)("$advisory concerns no copy of $package that is installed", ({ package: name, mendedIn }) => {
    const versions = installed.filter((one) => one.name === name).map(({ version = "" }) => version);
    expect(versions).not.toEqual([]);
    expect(versions.filter((version) => !isMended(version, mendedIn))).toEqual([]);
  });
});

it("the scripts that run while packages are installed are those whose reason is known", () => {
  const isKnown = (name: string) =>
    known.installScripts.some((one) => name === one.package || (one.package.endsWith("/") && name.startsWith(one.package)));
  const { allowScripts } = z.object({ allowScripts: z.record(z.string(), z.boolean()) }).parse(read("package.json"));
  const running = [...Object.keys(allowScripts), ...installed.filter((one) => one.hasInstallScript).map(({ name }) => name)];
  expect(running.length).toBeGreaterThan(5);
  expect(running.filter((name) => !isKnown(name))).toEqual([]);
});
