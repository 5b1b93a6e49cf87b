import { useQuery } from "@tanstack/react-query";
import { useOwnFields } from "@/components/hires/own-fields";
import type { OwnFieldName } from "@/lib/hire-fields/fields";
import { ownFieldOf } from "@/lib/hire-fields/own/fields";
import { choicesOf } from "@/lib/hire-fields/own/rules";
import type { ValueField } from "@/lib/hires/codes";
import { valuesInUseOptions } from "@/lib/hires/list/queries";

/** Returns the values of a field to choose from: its choices, which are there at once, else those that hires have, which are asked for. */
export function useFieldValues(field: ValueField | OwnFieldName): { values: readonly string[]; isPending: boolean; isError: boolean } {
  const known = ownFieldOf(field, useOwnFields());
  const choices = known && choicesOf(known);
  const { data = [], isPending, isError } = useQuery({ ...valuesInUseOptions(field), enabled: !choices });
  return choices ? { values: choices, isPending: false, isError: false } : { values: data, isPending, isError };
}
