import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const alias = { "@": import.meta.dirname };
const exclude = ["**/node_modules/**", ".next/**", ".next-pseudo/**", ".data/**"];

/** Files that mostly wait come first, so that the others run meanwhile and nothing waits for them at the end. */
class WaitingFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const byLength = await super.sort(files);
    const waits = ({ moduleId }: TestSpecification) => moduleId.endsWith(".faults.integration.test.ts");
    return [...byLength.filter(waits), ...byLength.filter((file) => !waits(file))];
  }
}

export default defineConfig({
  resolve: { alias },
  test: {
    sequence: { sequencer: WaitingFirst },
    // Much of their time tests wait, for leases, clocks and processes. The same number for all, or a project would wait for the other's end.
    maxWorkers: 4,
    projects: [
      {
        resolve: { alias },
        // They keep nothing that another file would meet, so a few threads run all of them.
        test: {
          name: "unit",
          include: ["**/*.test.ts"],
          exclude: [...exclude, "**/*.integration.test.ts"],
          pool: "threads",
          isolate: false,
          // A busy machine is no failure: a rule takes milliseconds, and some hundred random cases of one take seconds there.
          testTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "integration",
          include: ["**/*.integration.test.ts"],
          exclude,
          globalSetup: ["e2e/fixtures/database-server.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
