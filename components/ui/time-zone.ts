"use client";

import { createContext, useContext } from "react";

const TimeZoneContext = createContext("UTC");

/** Gives the pages below it the time zone in which their moments and days are told. */
export const TimeZone = TimeZoneContext.Provider;

const OwnTimeZoneContext = createContext<string | null>(null);

/** Gives the pages below it the zone in which the reader wants to be told times; null: the one above. */
export const OwnTimeZone = OwnTimeZoneContext.Provider;

/** Returns the time zone in which moments are shown to the reader. What is decided by a day or sent at a time goes by `useTimeZone`. */
export function useOwnTimeZone(): string {
  const organization = useContext(TimeZoneContext);
  return useContext(OwnTimeZoneContext) ?? organization;
}

/** Returns the time zone in which the organization tells moments and days. */
export function useTimeZone(): string {
  return useContext(TimeZoneContext);
}
