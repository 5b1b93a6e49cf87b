import { listHired } from "@/lib/workflows/sync/listing/list-hired";
import { listOffers } from "@/lib/workflows/sync/listing/list-offers";
import { PeopleReader } from "@/lib/workflows/sync/listing/people-reader";
import type { RunContext } from "@/lib/workflows/sync/run/run-context";

/**
 * Reads the offers and, where Greenhouse lists them, the hired applications that changed since the watermarks, and the people behind
 * them. A place in a list is committed once the people of its pages are, so an interrupted listing goes on where it was.
 */
export async function listChanges(run: RunContext): Promise<void> {
  const people = new PeopleReader(run);
  await listOffers(run, people);
  await listHired(run, people);
}
