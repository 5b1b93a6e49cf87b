import type { FaultCase } from "@/e2e/faults/battery/battery";
import { clockCases } from "@/e2e/faults/cases/clock";
import { databaseCases } from "@/e2e/faults/cases/database";
import { diskCases } from "@/e2e/faults/cases/disk";
import { greenhouseCases } from "@/e2e/faults/cases/greenhouse";
import { mailCases } from "@/e2e/faults/cases/mail";
import { poolerCases } from "@/e2e/faults/cases/pooler";
import { processCases } from "@/e2e/faults/cases/process";

/** Every case, those that take longest not at the end. */
export const allCases: readonly FaultCase[] = [
  ...databaseCases,
  ...poolerCases,
  ...processCases,
  ...mailCases,
  ...greenhouseCases,
  ...clockCases,
  ...diskCases,
];
