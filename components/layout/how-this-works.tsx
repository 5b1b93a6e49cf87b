"use client";

import { CircleHelp } from "lucide-react";
import { Children, type ReactNode } from "react";
import { Popover } from "@/components/ui/popover";
import * as ui from "@/lib/messages/generated/ui";

/** A screen's short help, beside its title; each child is a step. */
export function HowThisWorks({ children }: { children: ReactNode }) {
  return (
    <Popover wide iconOnPhone align="end" label={ui.howThisWorks()} icon={<CircleHelp className="size-4 text-ink-soft" aria-hidden />}>
      {() => (
        <ol className="list-decimal space-y-2 pl-5 text-pretty text-ink-soft">
          {Children.map(children, (step) => (
            <li>{step}</li>
          ))}
        </ol>
      )}
    </Popover>
  );
}
