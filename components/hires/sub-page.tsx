import type { ReactNode } from "react";
import { HowThisWorks } from "@/components/layout/how-this-works";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import * as m from "@/lib/messages/generated/hires/page";
import { newHiresPage } from "@/lib/platform/paths/pages";

interface SubPageProps {
  title: string;
  intro: string;
  /** The steps of the help beside the title. */
  help: readonly string[];
  children: ReactNode;
}

/** A page below the list of hires: the way back to it, its title with help, and what it is for. */
export function SubPage({ title, intro, help, children }: SubPageProps) {
  return (
    <>
      <Breadcrumb crumbs={[{ label: m.group() }, { label: m.title(), href: newHiresPage }, { label: title }]} />
      <div className="mt-1 flex flex-wrap items-center gap-3">
        <h1>{title}</h1>
        <div className="ml-auto">
          <HowThisWorks>
            {help.map((step) => (
              <p key={step}>{step}</p>
            ))}
          </HowThisWorks>
        </div>
      </div>
      <p className="mt-1 max-w-2xl text-ink-soft">{intro}</p>
      {children}
    </>
  );
}
