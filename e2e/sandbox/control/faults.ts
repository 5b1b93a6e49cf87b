import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { keepWriting } from "@/e2e/sandbox/http";
import type { World } from "@/e2e/sandbox/world/world";

export const faultKinds = [
  "403",
  "429",
  "500",
  "503",
  "slow",
  "broken-json",
  "cut-off",
  "lost",
  "reset",
  "html",
  "no-ratelimit-headers",
  "drip",
  "endless",
] as const;
type FaultKind = (typeof faultKinds)[number];

/** Something that goes wrong for the next `count` requests to paths that begin with `pathPrefix`, of one account or of all. */
export interface Fault {
  kind: FaultKind;
  count: number;
  pathPrefix?: string | undefined;
  /** Whose requests; those of every account, and of no one known, unless given. */
  account?: World;
  /** For `slow`. */
  delayMs?: number | undefined;
  /** Seconds, for `429`. */
  retryAfter?: number | undefined;
}

/** The faults still to happen, in the order they were added. */
export class Faults {
  private waiting: Fault[] = [];

  add(fault: Fault): void {
    this.waiting.push({ ...fault });
  }

  /** Takes back the faults of one account, or all. */
  clear(of?: World): void {
    this.waiting = of ? this.waiting.filter(({ account }) => account !== of) : [];
  }

  /** Takes one occurrence of the first fault that concerns the path and its caller's account. */
  take(path: string, caller: World | undefined): Fault | undefined {
    const fault = this.waiting.find(
      ({ pathPrefix, account }) => path.startsWith(pathPrefix ?? "") && (account === undefined || account === caller),
    );
    if (!fault) return undefined;
    fault.count--;
    if (fault.count <= 0) this.waiting = this.waiting.filter((one) => one !== fault);
    return fault;
  }
}

/** Lets a fault happen to an answer. True when the answer is over with it, false when the real one follows. */
export async function happen(fault: Fault, response: ServerResponse): Promise<boolean> {
  switch (fault.kind) {
    case "403":
      send(response, 403, JSON.stringify({ message: "Forbidden" }));
      return true;
    case "429":
      response.setHeader("retry-after", String(fault.retryAfter ?? 1));
      send(response, 429, JSON.stringify({ message: "You have reached the rate limit." }));
      return true;
    case "500":
    case "503":
      send(response, Number(fault.kind), JSON.stringify({ message: "Internal error" }));
      return true;
    case "html":
      response.setHeader("content-type", "text/html");
      response.writeHead(502).end("<html><body>Bad gateway</body></html>");
      return true;
    case "broken-json":
      send(response, 200, '[{"id": 1, "application_id"');
      return true;
    case "cut-off":
      response.setHeader("content-length", "4096");
      response.writeHead(200).write('[{"id":');
      response.destroy();
      return true;
    case "lost":
      // What was asked for happens, and nobody hears of it.
      response.end = () => response.destroy() as typeof response;
      return false;
    case "reset":
      response.socket?.resetAndDestroy();
      return true;
    case "slow":
      await sleep(fault.delayMs ?? 3_000);
      return false;
    case "drip":
      keepWriting(response, Buffer.from(" "), 100);
      return true;
    case "endless":
      keepWriting(response, Buffer.alloc(1 << 20, " "), 1);
      return true;
    case "no-ratelimit-headers":
      for (const name of ["x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset"]) response.removeHeader(name);
      return false;
  }
}

function send(response: ServerResponse, status: number, body: string): void {
  response.setHeader("content-type", "application/json");
  response.writeHead(status).end(body);
}
