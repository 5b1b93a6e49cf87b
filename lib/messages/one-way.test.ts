import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

/** What formats by locale outside of lib/messages: the calendar reads parts of dates, which is not shown. */
const mayFormat = ["lib/messages/", "lib/platform/calendar.ts", "lib/settings/schema.ts"];

const secondWays = [
  [/\bIntl\.(?!supportedValuesOf)\w|\.toLocale\w*String\(/, "lib/messages/format.ts formats dates, numbers and lists"],
  [/=== 1 \? ["`]/, "a plural is a message: {count, plural, one {…} other {…}}"],
] as const;

it("dates, numbers, lists and plurals are put into words in lib/messages only", () => {
  const files = ["app", "components", "lib"]
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => `${folder}/${name}`))
    .filter((path) => /(?<!\.test)\.tsx?$/.test(path) && !mayFormat.some((prefix) => path.startsWith(prefix)));
  const found = files.flatMap((path) => {
    const text = readFileSync(path, "utf8");
    return secondWays.filter(([pattern]) => pattern.test(text)).map(([, instead]) => `${path}: ${instead}`);
  });
  expect(found).toEqual([]);
});
