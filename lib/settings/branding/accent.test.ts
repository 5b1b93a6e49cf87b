import { wcagContrast } from "culori";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { accentsOf, contrastWithWhite, LEAST_CONTRAST, readableAccent } from "@/lib/settings/branding/accent";

const anyColor = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, "0")}`);

describe("an accent color", () => {
  it("stays as it is where it can be read on white, and is darkened until it can where not", () => {
    expect(readableAccent("#0f5f5c")).toBe("#0f5f5c");
    expect(readableAccent("#ffcc00")).toMatch(/^#[0-9a-f]{6}$/);
    fc.assert(
      fc.property(anyColor, (color) => {
        const readable = readableAccent(color);
        expect(contrastWithWhite(readable)).toBeGreaterThanOrEqual(LEAST_CONTRAST);
        if (contrastWithWhite(color) >= LEAST_CONTRAST) expect(readable).toBe(color);
      }),
    );
  });

  it("can be read in both schemes, and so can the text on it", () => {
    fc.assert(
      fc.property(anyColor, (color) => {
        const { light, dark, onDark } = accentsOf(readableAccent(color));
        expect(wcagContrast(light, "#ffffff")).toBeGreaterThanOrEqual(LEAST_CONTRAST);
        expect(wcagContrast(dark, "#1d2326")).toBeGreaterThanOrEqual(LEAST_CONTRAST);
        expect(wcagContrast(dark, onDark)).toBeGreaterThanOrEqual(LEAST_CONTRAST);
      }),
    );
  });
});
