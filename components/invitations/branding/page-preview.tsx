import { Contact } from "@/components/onboarding/contact";
import { accentColors, StartButton, WelcomeHead } from "@/components/onboarding/welcome-head";
import type { Employer } from "@/lib/invitations/schema";
import * as m from "@/lib/messages/generated/invitations/branding";
import * as onboarding from "@/lib/messages/generated/onboarding";
import { path } from "@/lib/platform/paths/address";
import { logoRoute } from "@/lib/platform/paths/settings";

interface PagePreviewProps {
  employer: Employer;
  /** The id of an uploaded logo. */
  logo: string | null;
  isDark: boolean;
}

/** The new hire's page with a branding that is not saved yet: its parts, of which none can be pressed. */
export function PagePreview({ employer, logo, isDark }: PagePreviewProps) {
  const scheme = isDark ? "dark" : "light";
  const { accents } = employer;
  return (
    <figure className="mt-4">
      <figcaption className="pb-2 font-medium">{m.page()}</figcaption>
      <div
        inert
        data-theme={scheme}
        style={accents ? accentColors(accents, scheme) : undefined}
        className="rounded-control border border-line bg-canvas px-5 py-8 text-base text-ink"
      >
        <WelcomeHead
          employer={{ ...employer, logo: logo === null ? null : employer.logo }}
          logoSrc={logo === null ? "" : path(logoRoute, logo)}
          title={onboarding.welcome()}
        />
        <div className="mt-6">
          <StartButton type="button" />
        </div>
        <Contact employer={employer} />
      </div>
    </figure>
  );
}
