/** The steps at which a delivery can be interrupted, in order. */
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

/** A delivery that was killed at a step. At the SMTP greeting and MAIL, its invitation is unknown. */
export interface Hit {
  step: Step;
  invitationId: string | undefined;
}

export interface Trap {
  step: Step;
  /** Number of deliveries that pass before one is caught. */
  skip: number;
}

/**
 * The traps of one worker. Each trap stops the delivery that reaches its step. The last trap kills the worker immediately, before
 * anything else can happen.
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

  /** Called when a delivery reaches a step. Returns true when it must stop there. */
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

  /** Returns whether a trap holds this delivery. */
  holds(invitationId: string): boolean {
    return !this.killed && this.hits.some((hit) => hit.invitationId === invitationId);
  }

  /** Kills the worker with the traps hit so far, unless all were hit. */
  end(): void {
    if (this.killed) return;
    this.killed = true;
    this.kill();
    this.markSprung();
  }
}
