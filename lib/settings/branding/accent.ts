import { clampChroma, converter, formatHex, type Oklch, wcagContrast } from "culori";

const toOklch = converter("oklch");

/** What text needs over its ground at least (WCAG 2.2, 1.4.3). */
export const LEAST_CONTRAST = 4.5;

/** The lightest and the darkest ground that an accent stands on, in the email and on the new hire's page. */
const grounds = { light: "#ffffff", dark: "#232a2d" } as const;

/** The text on the accent of the dark scheme, where it can be read. */
const DARK_TEXT = "#0f2524";

/** An accent in both schemes. On the light one text is white; on the dark one it is `onDark`. */
export interface Accents {
  light: string;
  dark: string;
  onDark: string;
}

/** Returns the contrast between a color and white, from 1 to 21: as text on a light page, and under the text of a button. */
export function contrastWithWhite(accent: string): number {
  return wcagContrast(accent, grounds.light);
}

/** Returns the color itself where it can be read on white, else the nearest darker one of its hue that can. */
export function readableAccent(accent: string): string {
  return shifted(accent, -1, (color) => contrastWithWhite(color) >= LEAST_CONTRAST);
}

/** Returns a readable accent for both schemes: for the dark one as much lighter as can be read there. */
export function accentsOf(accent: string): Accents {
  const dark = shifted(accent, 1, (color) => wcagContrast(color, grounds.dark) >= LEAST_CONTRAST);
  // Text on it is dark: what can be read on the dark ground is light enough for that, too.
  const onDark = wcagContrast(dark, DARK_TEXT) >= LEAST_CONTRAST ? DARK_TEXT : "#000000";
  return { light: accent, dark, onDark };
}

/** Returns the nearest color in one direction of lightness that will do; the end of the scale always does. */
function shifted(color: string, direction: 1 | -1, willDo: (color: string) => boolean): string {
  const start = toOklch(color) ?? { mode: "oklch", l: 0, c: 0 };
  let found = color;
  for (let l = start.l; !willDo(found) && l > 0 && l < 1; l += direction * 0.01) found = inGamut({ ...start, l });
  if (willDo(found)) return found;
  return direction > 0 ? "#ffffff" : "#000000";
}

function inGamut(color: Oklch): string {
  return formatHex(clampChroma(color, "oklch"));
}
