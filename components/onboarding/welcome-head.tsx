import type { CSSProperties } from "react";
import type { Employer } from "@/lib/invitations/schema";
import * as m from "@/lib/messages/generated/onboarding";

/** Returns an accent in place of the portal's in one scheme, as custom properties. */
export function accentColors(
  { light, dark, onDark }: NonNullable<Employer["accents"]>,
  scheme: "light" | "dark",
): CSSProperties & Record<`--${string}`, string> {
  const [accent, onAccent] = scheme === "light" ? [light, "#ffffff"] : [dark, onDark];
  return { "--accent": accent, "--accent-hover": accent, "--on-accent": onAccent };
}

interface WelcomeHeadProps {
  employer: Employer;
  /** The address of the logo, where there is one. */
  logoSrc: string;
  title: string;
}

/** The head of the new hire's page: the employer's logo, on white in both schemes as most are made for it, or their name; and the title. */
export function WelcomeHead({ employer: { name, logo }, logoSrc, title }: WelcomeHeadProps) {
  return (
    <>
      {logo === null ? (
        <p className="break-words font-medium text-accent text-sm">{name}</p>
      ) : (
        <p className="w-fit max-w-full rounded-control bg-white p-1.5">
          <img src={logoSrc} alt={name} {...logo} className="h-auto max-w-full" />
        </p>
      )}
      <h1 className="mt-6 break-words text-3xl">{title}</h1>
    </>
  );
}

/** How the one thing to do on the new hire's page looks. */
export const primaryAction =
  "flex h-12 w-full items-center justify-center rounded-control bg-accent px-5 font-medium text-base text-on-accent transition-colors duration-150 hover:bg-accent-hover";

/** Starts onboarding, in a form; a preview's button belongs to none. */
export function StartButton({ type }: { type: "submit" | "button" }) {
  return (
    <button type={type} className={primaryAction}>
      {m.start()}
    </button>
  );
}
