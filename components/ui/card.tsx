import { clsx } from "clsx";
import type { ReactNode } from "react";

interface CardProps {
  title: ReactNode;
  /** Buttons or a figure at the end of the title's line. */
  aside?: ReactNode;
  /** Draws a line under the title and leaves the inner space to the content. */
  ruled?: boolean;
  className?: string;
  children: ReactNode;
}

/** A titled surface; the unit that every page is laid out in. */
export function Card({ title, aside, ruled = false, className, children }: CardProps) {
  return (
    <section className={clsx("rounded-card border border-line bg-surface", !ruled && "p-5", className)}>
      <div className={clsx("flex flex-wrap items-center gap-x-3 gap-y-2", ruled && "border-line border-b px-5 py-3")}>
        <h2>{title}</h2>
        {aside ? <div className="ml-auto flex flex-wrap items-center gap-1">{aside}</div> : null}
      </div>
      {children}
    </section>
  );
}
