import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { useOwnFields } from "@/components/hires/own-fields";
import type { OwnFieldName } from "@/lib/hire-fields/fields";
import { ownFieldOf } from "@/lib/hire-fields/own/fields";
import { choicesOf } from "@/lib/hire-fields/own/rules";
import type { ValueField } from "@/lib/hires/codes";
import { valuesInUseOptions } from "@/lib/hires/list/queries";

/** The values of a field to choose from. */
interface FieldValues {
  values: readonly string[];
  isPending: boolean;
  /** Asks for them; disabled where the field has choices of its own. */
  query: UseQueryResult<string[]>;
}

/** Returns the values of a field to choose from: its choices, which are there at once, else those that hires have, which are asked for. */
export function useFieldValues(field: ValueField | OwnFieldName): FieldValues {
  const known = ownFieldOf(field, useOwnFields());
  const choices = known && choicesOf(known);
  const query = useQuery({ ...valuesInUseOptions(field), enabled: !choices });
  return { values: choices ?? query.data ?? [], isPending: !choices && query.isPending, query };
}
