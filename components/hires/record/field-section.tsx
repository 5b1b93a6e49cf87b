import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import type { FieldName } from "@/lib/hire-fields/fields";

interface FieldSectionProps {
  title: string;
  fields: readonly FieldName[];
  /** Returns the row of one field. */
  children: (field: FieldName) => ReactNode;
}

/** Some fields of a record under a title; nothing where there are none. */
export function FieldSection({ title, fields, children }: FieldSectionProps) {
  if (fields.length === 0) return null;
  return (
    <Card ruled title={title} className="mt-4 first-of-type:mt-0">
      <div className="divide-y divide-line px-5">{fields.map(children)}</div>
    </Card>
  );
}
