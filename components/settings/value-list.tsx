"use client";

import { useFieldValues } from "@/components/hires/filters/use-field-values";
import { useOwnFields } from "@/components/hires/own-fields";
import { TextList } from "@/components/ui/text-list";
import { type FieldName, isOwnFieldName, type OwnFieldName } from "@/lib/hire-fields/fields";
import { shownValue } from "@/lib/hire-fields/own/words";
import { type ValueField, valueFields } from "@/lib/hires/codes";
import { fieldName } from "@/lib/hires/fields";
import * as m from "@/lib/messages/generated/settings";

interface ValueListProps {
  field: FieldName;
  values: string[];
  onChange: (values: string[]) => void;
}

/** A list of values of a field: those in use are offered, others can be typed. */
export function ValueList({ field, values, onChange }: ValueListProps) {
  const own = useOwnFields();
  const name = fieldName(field, own);
  const known = isOwnFieldName(field) ? field : valueFields.find((one) => one === field);
  return (
    <TextList
      values={values}
      onChange={onChange}
      words={{
        list: m.valuesOf({ field: name }),
        remove: (value) => m.removeValue({ value }),
        input: m.addValue({ field: name }),
        add: m.add(),
      }}
      shown={(value) => shownValue(field, value, own)}
      offered={known ? <Options field={known} /> : null}
    />
  );
}

function Options({ field }: { field: ValueField | OwnFieldName }) {
  return useFieldValues(field).values.map((value) => <option key={value} value={value} />);
}
