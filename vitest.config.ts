import { defineConfig } from "vitest/config";

const alias = { "@": import.meta.dirname };
const exclude = ["**/node_modules/**", ".next/**", ".next-pseudo/**", ".data/**"];

export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        resolve: { alias },
        // A thread is ready sooner than a process, and every file has one of its own all the same.
        test: { name: "unit", include: ["**/*.test.ts"], exclude: [...exclude, "**/*.integration.test.ts"], pool: "threads" },
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
          // Most of their time they wait, for leases, clocks and processes.
          maxWorkers: 3,
        },
      },
    ],
  },
});
