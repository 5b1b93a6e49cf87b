import { Liquid, type Template } from "liquidjs";
import * as m from "@/lib/messages/generated/email";
import { locale } from "@/lib/messages/generated/locale";

// Values are escaped on output, so markup in a name is shown as text.
const engine = new Liquid({ outputEscape: "escape", strictVariables: true });

/** How an employer's email looks. The colors are hexadecimal and can be read where they stand. */
export interface EmailLook {
  /** On white, under white text. */
  accent: string;
  /** In the dark scheme, and the text on it. */
  accentOnDark: string;
  textOnAccent: string;
  /** In pixels of the screen; `source` is an address that the email itself brings along. */
  logo: { source: string; width: number; height: number } | null;
}

/** The portal's own look. Its colors stand in the markup, and are then replaced by the look's: MJML takes no variable for a color. */
export const ownLook: EmailLook = { accent: "#0f5f5c", accentOnDark: "#5cc4c0", textOnAccent: "#0f2524", logo: null };

/**
 * Returns a function that renders an email's HTML from a compiled layout (`generated/layouts.ts`) with `subject`, `preheader`, `organization`
 * and the layout's own variables, and a `look` where it is not the portal's own. Parsed once, on first use; values are escaped.
 */
export function emailLayout(layout: string): (scope: Record<string, unknown>) => string {
  let parsed: Template[] | undefined;
  return (scope) => {
    parsed ??= engine.parse(layout);
    return engine.renderSync(parsed, { look: ownLook, locale, roleDescription: m.roleDescription(), ...scope });
  };
}

const shownText = engine.parse("{{ text }}");

/** Returns a text as it stands in an email's HTML: its markup is text, too. */
export function escaped(text: string): string {
  // Most texts have nothing to escape, and Liquid takes longer to find that out.
  return /[&<>"']/.test(text) ? engine.renderSync(shownText, { text }) : text;
}
