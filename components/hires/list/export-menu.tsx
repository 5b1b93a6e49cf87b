import { Download } from "lucide-react";
import { useState } from "react";
import { DownloadLink } from "@/components/auth/download-link";
import { useMay } from "@/components/auth/permitted";
import type { NewHireSort } from "@/lib/hires/codes";
import type { NewHireConditions } from "@/lib/hires/conditions/schema";
import { askingFor } from "@/lib/hires/queries";
import * as panels from "@/lib/messages/generated/hires/panels";
import { newHireExportRoute } from "@/lib/platform/paths/hires";

const formats = ["csv", "xlsx", "ics"] as const;

interface ExportMenuProps {
  conditions: NewHireConditions;
  sort: NewHireSort;
  onDone: () => void;
}

/** Downloads all hires that match this view, on all pages. */
export function ExportMenu({ conditions, sort, onDone }: ExportMenuProps) {
  const [withPay, setWithPay] = useState(false);
  const mayReadPay = useMay("compensation.read");
  const { path, apart } = askingFor(newHireExportRoute, { ...conditions, sort });
  const pay = withPay ? "&compensation=include" : "";
  return (
    <div>
      <p className="px-2 pb-2 text-ink-soft text-xs">{panels.exportScope()}</p>
      {mayReadPay ? (
        <label className="flex min-h-9 cursor-pointer items-center gap-2.5 px-2 pointer-coarse:min-h-11">
          <input
            type="checkbox"
            className="size-4 shrink-0 accent-(--accent)"
            checked={withPay}
            onChange={(event) => setWithPay(event.target.checked)}
          />
          {panels.exportWithPay()}
        </label>
      ) : null}
      <ul>
        {formats.map((format) => (
          <li key={format}>
            <DownloadLink
              href={`${path}&format=${format}${format === "ics" ? "" : pay}`}
              apart={apart}
              onClick={onDone}
              className="flex min-h-9 items-center gap-2.5 rounded-control px-2 hover:bg-sunken pointer-coarse:min-h-11"
            >
              <Download className="size-4 text-ink-soft" aria-hidden />
              <span>{panels.exportFormat({ format, note: (text) => <span className="text-ink-faint text-xs">{text}</span> })}</span>
            </DownloadLink>
          </li>
        ))}
      </ul>
    </div>
  );
}
