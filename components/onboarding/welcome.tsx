import type { ReactNode } from "react";

interface WelcomeProps {
  employer: string;
  title: string;
  children: ReactNode;
}

/** The frame of the new hire's page: large type, one column, no JavaScript. */
export function Welcome({ employer, title, children }: WelcomeProps) {
  return (
    <main className="mx-auto min-h-dvh max-w-lg px-5 py-10 text-base sm:py-16">
      <p className="break-words font-medium text-accent text-sm">{employer}</p>
      <h1 className="mt-6 break-words text-3xl">{title}</h1>
      {children}
    </main>
  );
}

/** Lists what the employer already knows; rows without a value are left out. */
export function Facts({ facts }: { facts: { label: string; value: string | null }[] }) {
  const known = facts.filter((fact) => fact.value !== null);
  if (known.length === 0) return null;
  return (
    <dl className="mt-8 divide-y divide-line rounded-card border border-line bg-surface px-5">
      {known.map(({ label, value }) => (
        <div key={label} className="flex gap-4 py-3.5">
          <dt className="w-28 shrink-0 text-ink-soft">{label}</dt>
          <dd className="min-w-0 break-words font-medium">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
