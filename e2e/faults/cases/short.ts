import type { FaultCase } from "@/e2e/faults/battery/battery";
import { allCases } from "@/e2e/faults/cases/all";

const telling = [
  "database: works and does not answer for 10 s, while an outcome is stored",
  "pooler: a worker behind one that drops roles is refused at the start",
  "mail: break after data, taken, a few times for some",
  "process: a worker gets SIGTERM while an email is handed over, ends with 0, and its successor goes on at once",
  "clock: the only worker's is wrong by -1d",
  "clock: Greenhouse's Date header is ten years ahead for a while",
  "greenhouse: sends a proxy's page, until a sync fails, and says so",
];

/** The most telling cases that need no build and little time. */
export const shortCases: readonly FaultCase[] = telling.map((name) => {
  const found = allCases.find((one) => one.name === name);
  if (!found) throw new Error(`there is no case "${name}"`);
  return found;
});
