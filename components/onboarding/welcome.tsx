import { headers } from "next/headers";
import type { ReactNode } from "react";
import { accentColors, WelcomeHead } from "@/components/onboarding/welcome-head";
import type { Employer } from "@/lib/invitations/schema";
import { path } from "@/lib/platform/paths/address";
import { onboardingLogoRoute } from "@/lib/platform/paths/service";

interface WelcomeProps {
  token: string;
  employer: Employer;
  title: string;
  children: ReactNode;
}

/** The frame of the new hire's page: the employer's name or logo, large type, one column, no JavaScript. */
export function Welcome({ token, employer, title, children }: WelcomeProps) {
  return (
    <main className="mx-auto min-h-dvh max-w-lg px-5 py-10 text-base sm:py-16">
      <EmployerColors employer={employer} />
      <WelcomeHead employer={employer} logoSrc={path(onboardingLogoRoute, token)} title={title} />
      {children}
    </main>
  );
}

/** The employer's accent in place of the portal's. The policy of the page lets in no inline style but one with its nonce. */
async function EmployerColors({ employer: { accents } }: Pick<WelcomeProps, "employer">) {
  if (accents === null) return null;
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  const rule = (selector: string, scheme: "light" | "dark") => {
    const colors = Object.entries(accentColors(accents, scheme)).map(([name, color]) => `${name}:${color}`);
    return `${selector}{${colors.join(";")}}`;
  };
  return <style nonce={nonce}>{rule(":root", "light") + rule(":root[data-theme=dark]", "dark")}</style>;
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
