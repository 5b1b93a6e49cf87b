import { expect, it } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import { chosenLives, liveLives } from "@/e2e/life/run";

testDatabase();

// `npm run test:model` is the same at length.
it("the life of a hire goes as it must, whatever happens in whatever order", async () => {
  const chosen = chosenLives();
  await expect(liveLives(chosen), `MODEL_SEED=${chosen.seed}`).resolves.toBeUndefined();
}, 3_600_000);
