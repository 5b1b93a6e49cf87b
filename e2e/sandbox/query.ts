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
