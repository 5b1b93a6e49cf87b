import { z } from "zod";
import type { Moment } from "@/e2e/sandbox/world/model";
import { isDay } from "@/lib/platform/calendar";

export const wholeNumber = z.string().regex(/^\d+$/).transform(Number);

const isoShape = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2}))?$/;
export const moment = z.string().transform((text, context): Moment => {
  // Date.parse alone also takes "1" and "Tuesday 3".
  const time = isoShape.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) context.addIssue("Must be a valid ISO 8601 timestamp");
  return time;
});

export const day = z.string().refine(isDay, "Must be a valid date");

/** A bound of a value; v3 writes it as `gte|2026-11-01`. */
export interface Bound<Value> {
  operator: "gte" | "lte" | "gt" | "lt";
  value: Value;
}

/** Returns whether a value lies within every bound that is given; a value that is not there lies within none. */
export function within<Value extends number | string>(value: Value | null, ...bounds: (Bound<Value> | undefined)[]): boolean {
  return bounds.every((bound) => bound === undefined || (value !== null && reaches(value, bound)));
}

function reaches<Value extends number | string>(value: Value, { operator, value: limit }: Bound<Value>): boolean {
  switch (operator) {
    case "gte":
      return value >= limit;
    case "lte":
      return value <= limit;
    case "gt":
      return value > limit;
    case "lt":
      return value < limit;
  }
}
