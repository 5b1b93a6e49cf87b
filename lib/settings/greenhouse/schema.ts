import * as z from "zod/mini";
import { wholeNumberWithin } from "@/lib/platform/columns";
import { defaultErase, eraseModes } from "@/lib/settings/greenhouse/rules";

/** The fewest and the most hours that a suspended hire is waited for. */
export const graceRange = { min: 0, max: 720 } as const;

/** The fewest and the most days from an erasure in Greenhouse to the one here. */
export const eraseRange = { min: 1, max: 365 } as const;

const eraseSchema = z.object({ mode: z.enum(eraseModes), days: wholeNumberWithin(eraseRange) });

/**
 * For how many hours nothing changes for people who are no longer hired, what becomes of them when they are hired again later, and of
 * those whom Greenhouse erased.
 */
export const greenhouseSchema = z.object({
  graceHours: wholeNumberWithin(graceRange),
  rehire: z.enum(["resume", "invite_again"]),
  erase: z._default(eraseSchema, defaultErase),
  /** Whether an invitation that was sent, and a start, are noted on the candidate there. */
  notesBack: z._default(z.boolean(), false),
});
