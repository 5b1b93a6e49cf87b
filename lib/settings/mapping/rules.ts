import { type HireField, isOwnFieldName, type OwnFieldName } from "@/lib/hire-fields/fields";
import { type OwnField, ownFieldOf } from "@/lib/hire-fields/own/fields";
import type { FieldMapping } from "@/lib/settings/mapping/schema";

/** A mapping that can be applied: what fills an own field comes with what the organization says of it. */
export type Mapping = Omit<FieldMapping, "field"> & ({ field: HireField } | { field: OwnFieldName; ownField: OwnField });

/** Returns mappings as they can be applied, without those of own fields that are not there. */
export function appliedMappings(mappings: readonly FieldMapping[], own: readonly OwnField[]): Mapping[] {
  return mappings.flatMap(({ field, ...rest }): Mapping[] => {
    if (!isOwnFieldName(field)) return [{ ...rest, field }];
    const ownField = ownFieldOf(field, own);
    return ownField ? [{ ...rest, field, ownField }] : [];
  });
}
