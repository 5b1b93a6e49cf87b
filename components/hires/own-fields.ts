"use client";

import { createContext, useContext } from "react";
import type { OwnField } from "@/lib/hire-fields/own/fields";

const OwnFieldsContext = createContext<readonly OwnField[]>([]);

/** Gives the pages below it the fields that the organization added to its records. */
export const OwnFields = OwnFieldsContext.Provider;

/** Returns the fields that the organization added to its records. */
export function useOwnFields(): readonly OwnField[] {
  return useContext(OwnFieldsContext);
}
