import { setTimeout as sleep } from "node:timers/promises";
import { path } from "@/lib/platform/paths/address";
import { syncRoute } from "@/lib/platform/paths/greenhouse";
import { newHiresRoute } from "@/lib/platform/paths/hires";
import { invitationsRoute, newHireRoute } from "@/lib/platform/paths/record";
import { PortalClient } from "@/scripts/portal/client";

/** Answers that people get who do the same at once, or who ask twice. */
const expected = new Set([409, 422, 429]);
const PAUSE_MS = 50;

export interface Load {
  /** Ends it and returns how often each operation got which answer, and what was not as it should be. */
  stop(): Promise<{ counts: Map<string, number>; failures: string[] }>;
}

interface Listed {
  items: { id: string }[];
}

/** Works with a portal as a user would, until stopped: sign in, list, read, edit, send, sync, over and over. */
export function startLoad(url: string, user: { email: string; password: string }): Load {
  const counts = new Map<string, number>();
  const failures: string[] = [];
  let stopped = false;
  const note = async (operation: string, call: Promise<Response>): Promise<Response | undefined> => {
    const response = await call.catch((error: unknown) => void failures.push(`${operation}: ${String(error)}`));
    if (!response) return undefined;
    const key = `${operation} ${response.status}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
    if (response.ok) return response;
    if (!expected.has(response.status)) failures.push(`${key}: ${(await response.text()).slice(0, 300)}`);
    return undefined;
  };
  const work = async () => {
    const client = new PortalClient(url);
    await client.signIn(user.email, user.password);
    for (let turn = 0; !stopped; turn++) {
      const listed = (await (await note("list", client.call("GET", newHiresRoute)))?.json()) as Listed | undefined;
      const hire = listed?.items[turn % Math.max(1, listed.items.length)];
      if (hire) {
        const record = (await (await note("read", client.call("GET", path(newHireRoute, hire.id))))?.json()) as
          | { version: number }
          | undefined;
        const edit = { version: record?.version, changes: { jobTitle: `Title ${turn}` } };
        if (record) await note("edit", client.call("PATCH", path(newHireRoute, hire.id), edit));
        if (turn % 3 === 0) await note("send", client.call("POST", path(invitationsRoute, hire.id)));
      }
      if (turn % 5 === 0) await note("sync", client.call("POST", syncRoute));
      await sleep(PAUSE_MS);
    }
  };
  const working = work().catch((error: unknown) => void failures.push(String(error)));
  return {
    stop: async () => {
      stopped = true;
      await working;
      return { counts, failures };
    },
  };
}
