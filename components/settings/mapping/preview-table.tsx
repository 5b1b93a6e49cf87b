import Link from "next/link";
import { useOwnFields } from "@/components/hires/own-fields";
import { fieldLabel } from "@/lib/hire-fields/own/words";
import * as m from "@/lib/messages/generated/settings";
import { path } from "@/lib/platform/paths/address";
import { newHirePage } from "@/lib/platform/paths/pages";
import type { SettingPreview } from "@/lib/settings/schema";

/** What another mapping would make of some hires, beside what they have now. */
export function PreviewTable({ preview }: { preview: SettingPreview<"field_mapping"> }) {
  const own = useOwnFields();
  if (preview.items.length === 0) {
    return <p className="mt-3 text-ink-soft">{m.previewEmpty()}</p>;
  }
  const empty = <span className="text-ink-faint">{m.emptyValue()}</span>;
  return (
    <div className="mt-3 overflow-x-auto">
      <table className="w-full text-left">
        <caption className="pb-1 text-left text-ink-soft text-xs">{m.previewCaption()}</caption>
        <thead className="text-ink-faint text-xs">
          <tr className="border-line border-b">
            {[m.columnHire(), m.columnField(), m.columnNow(), m.columnNext()].map((title) => (
              <th key={title} scope="col" className="py-2 pr-4 font-medium">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {preview.items.flatMap(({ id, name, fields }) =>
            fields.map(({ field, now, next, problem, keptByHr }) => (
              <tr key={`${id} ${field}`} className="border-line border-b last:border-0">
                <td className="py-2 pr-4">
                  <Link href={path(newHirePage, id)} target="_blank" className="text-accent underline underline-offset-2">
                    {name}
                  </Link>
                </td>
                <td className="py-2 pr-4">{fieldLabel(field, own)}</td>
                <td className="py-2 pr-4">{now ?? empty}</td>
                <td className="py-2">
                  {(problem === "untranslated" || problem === "left_empty" ? null : next) ?? empty}
                  {problem ? <Problem problem={problem} value={next} /> : null}
                  {keptByHr ? <span className="block text-ink-soft text-xs">{m.keptByHr()}</span> : null}
                </td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </div>
  );
}

/** Says why the value is not taken. */
function Problem({ problem, value }: { problem: string; value: string | null }) {
  if (problem === "untranslated") return <span className="block text-pending text-xs">{m.waitsUntranslated({ value: value ?? "" })}</span>;
  if (problem === "left_empty") return <span className="block text-ink-soft text-xs">{m.leftEmpty({ value: value ?? "" })}</span>;
  return <span className="block text-danger text-xs">{m.notValid()}</span>;
}
