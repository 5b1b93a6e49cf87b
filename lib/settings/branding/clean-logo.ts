import { createHash } from "node:crypto";
import sharp from "sharp";
import * as m from "@/lib/messages/generated/server/settings";
import { refusedField } from "@/lib/platform/errors";
import { LOGO_BYTES } from "@/lib/settings/branding/schema";

/** What a logo is drawn in at most, for screens with two pixels to a point. */
const BOX = { width: 480, height: 160 };

/** Far more than a logo has, far less than fills the memory: a small file can unpack to a huge picture. */
const MOST_PIXELS = 16_000_000;

/** A drawing can ask for more work than its size tells. */
const MOST_SECONDS = 5;

/** A logo as it is stored and sent. */
export interface CleanLogo {
  /** SHA-256 of the bytes, in hex. */
  id: string;
  png: Uint8Array<ArrayBuffer>;
  width: number;
  height: number;
}

/**
 * Draws an uploaded PNG or SVG anew as a PNG of 480 × 160 pixels at most: nothing of the file itself is kept, be it scripts, links, other
 * formats behind the picture or what the camera noted. What it is, is told by its content. Throws `invalid_fields` for anything else.
 */
export async function cleanLogo(bytes: Uint8Array): Promise<CleanLogo> {
  if (bytes.length > LOGO_BYTES) throw refusedField("logo", m.logoTooLarge());
  if (!isPng(bytes) && !isSvg(bytes)) throw refusedField("logo", m.logoFormat());
  try {
    // Twice the usual density, so that a drawing is sharp at the size it is shown in.
    const image = sharp(bytes, { limitInputPixels: MOST_PIXELS, density: 144, failOn: "error", animated: false });
    const { data, info } = await image
      .timeout({ seconds: MOST_SECONDS })
      .resize({ ...BOX, fit: "inside", withoutEnlargement: isPng(bytes) })
      .png()
      .toBuffer({ resolveWithObject: true });
    const png = new Uint8Array(data);
    return { id: createHash("sha256").update(png).digest("hex"), png, width: info.width, height: info.height };
  } catch {
    // The library's reason quotes the file.
    throw refusedField("logo", m.logoUnreadable());
  }
}

/** The first bytes of every PNG (ISO/IEC 15948, 5.2). */
const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

function isPng(bytes: Uint8Array): boolean {
  return PNG_SIGNATURE.every((byte, at) => bytes[at] === byte);
}

/** Whether it is XML whose first element is an SVG's. A DOCTYPE with definitions of its own is refused: they can unpack without end. */
function isSvg(bytes: Uint8Array): boolean {
  const text = new TextDecoder().decode(bytes.subarray(0, 4096));
  return /^\uFEFF?\s*(<\?xml[^>]*\?>\s*)?(<!--(?:(?!-->)[\s\S])*-->\s*)*(<!DOCTYPE svg[^[>]*>\s*)?<svg[\s>]/.test(text);
}
