/** Where a delivery can be cut off, in the order in which it passes them. */
export const steps = [
  "before the claim",
  "claim committed",
  "SMTP greeting",
  "SMTP MAIL",
  "SMTP RCPT",
  "SMTP data, no answer",
  "SMTP 250 written",
  "before sent commits",
  "sent committed",
] as const;
export type Step = (typeof steps)[number];

/** A delivery that was stopped at a step and died there. The SMTP greeting and MAIL do not tell whose it is. */
export interface Hit {
  step: Step;
  invitationId: string | undefined;
}

export interface Trap {
  step: Step;
  /** How many deliveries pass before one is caught. */
  skip: number;
}

/**
 * What is to happen to the deliveries of one worker's life. Each trap holds a delivery that comes to its step, for good; the
 * last one that springs kills the worker at that very moment, before anything else can pass.
 */
export class Traps {
  readonly hits: Hit[] = [];
  readonly sprung: Promise<void>;
  private readonly open: Trap[];
  private readonly kill: () => void;
  private markSprung = () => {};
  private killed = false;

  constructor(traps: readonly Trap[], kill: () => void) {
    this.open = traps.map((trap) => ({ ...trap }));
    this.kill = kill;
    this.sprung = new Promise((done) => {
      this.markSprung = done;
    });
  }

  /** A delivery comes to a step. True: it must not get any further. */
  reached(step: Step, invitationId?: string): boolean {
    if (this.killed) return false;
    if (invitationId !== undefined && this.holds(invitationId)) return true;
    const here = this.open.filter((trap) => trap.step === step);
    const springs = here.find((trap) => trap.skip === 0);
    if (!springs) {
      for (const trap of here) trap.skip--;
      return false;
    }
    this.open.splice(this.open.indexOf(springs), 1);
    this.hits.push({ step, invitationId });
    if (this.open.length === 0) this.end();
    return true;
  }

  /** Whether this delivery sits in a trap. */
  holds(invitationId: string): boolean {
    return !this.killed && this.hits.some((hit) => hit.invitationId === invitationId);
  }

  /** Kills the worker with the traps that have sprung so far, unless the last one did. */
  end(): void {
    if (this.killed) return;
    this.killed = true;
    this.kill();
    this.markSprung();
  }
}
