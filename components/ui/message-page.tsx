import type { ReactNode } from "react";

/** A page that only says something, and what to do about it. */
export function MessagePage({ title, children, action }: { title: string; children: ReactNode; action?: ReactNode }) {
  return (
    <div className="mx-auto max-w-lg px-5 py-16">
      <h1>{title}</h1>
      <div className="mt-2 text-pretty text-ink-soft">{children}</div>
      {action ? <div className="mt-6">{action}</div> : null}
    </div>
  );
}
