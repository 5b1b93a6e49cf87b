import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import mjml2html from "mjml";
import { ownLook } from "@/lib/email/email-layout";
import { layoutSources } from "@/lib/email/layouts/sources";

const target = "lib/email/generated";

/** Returns a layout's HTML, in which Liquid is left. It works from 320 px, in light and dark. */
async function compileLayout(source: string): Promise<string> {
  // Without this empty list, opening the email would load Google's fonts.
  const { html } = await mjml2html(source, { validationLevel: "strict", keepComments: false, fonts: {} });
  // A fifth of it is indentation, which each email would carry.
  const lean = html.replace(/\s*\n\s*/g, "\n");
  // MJML tells screen readers in English what kind of document it is.
  const described = lean.replace('aria-roledescription="email"', 'aria-roledescription="{{ roleDescription }}"');
  // MJML takes no variable for a color: those of the portal's own look stand for each employer's.
  const colors = ["accent", "accentOnDark", "textOnAccent"] as const;
  return colors.reduce((page, color) => page.replaceAll(ownLook[color], `{{ look.${color} }}`), described);
}

const lines = ["// Written by `npm run emails:compile` from lib/email/layouts; do not edit."];
for (const [name, source] of Object.entries(layoutSources)) {
  lines.push(`export const ${name} = ${JSON.stringify(await compileLayout(source))};`);
}
mkdirSync(target, { recursive: true });
writeFileSync(join(target, "layouts.ts"), `${lines.join("\n")}\n`);
