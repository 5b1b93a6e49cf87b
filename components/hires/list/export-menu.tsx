import { Download } from "lucide-react";
import { newHireSearchParams } from "@/lib/hires/queries";
import type { NewHireConditions, NewHireSort } from "@/lib/hires/schema";
import { newHireExportRoute } from "@/lib/platform/paths";

const formats = [
  { format: "csv", label: "CSV", note: "for any spreadsheet" },
  { format: "xlsx", label: "Excel", note: "with real dates" },
  { format: "ics", label: "Calendar", note: "the start dates" },
] as const;

interface ExportMenuProps {
  conditions: NewHireConditions;
  sort: NewHireSort;
  onDone: () => void;
}

/** Downloads everybody whom this view matches, on all pages. */
export function ExportMenu({ conditions, sort, onDone }: ExportMenuProps) {
  return (
    <div>
      <p className="px-2 pb-2 text-ink-soft text-xs">Everybody in this view, on all pages.</p>
      <ul>
        {formats.map(({ format, label, note }) => (
          <li key={format}>
            <a
              href={`${newHireExportRoute}?${newHireSearchParams({ ...conditions, sort })}&format=${format}`}
              download
              onClick={onDone}
              className="flex min-h-9 items-center gap-2.5 rounded-control px-2 hover:bg-sunken pointer-coarse:min-h-11"
            >
              <Download className="size-4 text-ink-soft" aria-hidden />
              {label} <span className="text-ink-faint text-xs">{note}</span>
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
