import type { FaultCase } from "@/e2e/faults/battery/battery";
import { allCases } from "@/e2e/faults/cases/all";

const telling = [
  "database: works and does not answer for 10 s, while an outcome is stored",
  "database: frozen for 20 s, while an outcome is stored",
  "database: slow for 10 s, while an email is handed over",
  "pooler: a worker behind one that drops roles is refused at the start",
  "pooler: frozen for 15 s, while an email is handed over",
  "mail: break after data, taken, a few times for some",
  "mail: a mailbox that does not exist fails alone, with the server's words",
  "process: a worker gets SIGTERM while an email is handed over, ends with 0, and its successor goes on at once",
  "clock: the only worker's is wrong by -1d",
  "clock: Greenhouse's Date header is ten years ahead for a while",
  "greenhouse: cuts an answer off when asked for people",
  "greenhouse: sends a proxy's page, until a sync fails, and says so",
];

/** The most telling cases that need no build and little time. */
export const shortCases: readonly FaultCase[] = telling.map((name) => {
  const found = allCases.find((one) => one.name === name);
  if (!found) throw new Error(`there is no case "${name}"`);
  return found;
});
