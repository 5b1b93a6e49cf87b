"use client";

import { createContext, useContext } from "react";

const TimeZoneContext = createContext("UTC");

/** Gives the pages below it the time zone in which their moments and days are told. */
export const TimeZone = TimeZoneContext.Provider;

/** Returns the time zone in which the organization tells moments and days. */
export function useTimeZone(): string {
  return useContext(TimeZoneContext);
}
