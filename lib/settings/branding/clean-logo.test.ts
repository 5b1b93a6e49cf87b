import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/platform/errors";
import { cleanLogo } from "@/lib/settings/branding/clean-logo";
import { LOGO_BYTES } from "@/lib/settings/branding/schema";

const png = (width = 300, height = 100) =>
  sharp({ create: { width, height, channels: 4, background: "#0f5f5c" } })
    .withExif({ IFD0: { Copyright: "somebody’s camera" } })
    .png({ palette: true })
    .toBuffer();

const svg = (inside: string, before = "") =>
  Buffer.from(`${before}<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40" viewBox="0 0 120 40">${inside}</svg>`);

async function refusal(bytes: Uint8Array): Promise<string> {
  const error: unknown = await cleanLogo(bytes).catch((thrown: unknown) => thrown);
  if (!(error instanceof AppError)) throw new Error("was not refused");
  return error.extras.invalidParams?.[0]?.reason ?? "";
}

describe("an uploaded logo", () => {
  it("is drawn anew as a PNG that fits the box, with nothing of the file but its pixels", async () => {
    const { png: clean, width, height } = await cleanLogo(await png(1000, 200));
    expect({ width, height }).toEqual({ width: 480, height: 96 });
    const { format, exif } = await sharp(clean).metadata();
    expect({ format, exif }).toEqual({ format: "png", exif: undefined });
  });

  it("has the same id for the same picture, and nothing that stood behind it", async () => {
    const picture = await png();
    const polyglot = Buffer.concat([picture, Buffer.from("<script>alert(1)</script>")]);
    const [one, other] = [await cleanLogo(picture), await cleanLogo(polyglot)];
    expect(other.id).toBe(one.id);
    expect(Buffer.from(other.png).includes("script")).toBe(false);
  });

  it("is drawn from an SVG at twice its size, whose scripts, links and pictures of other places do nothing", async () => {
    const drawing = svg(
      `<script>alert(1)</script><image href="http://127.0.0.1:1/x.png" width="10" height="10"/><image href="file:///etc/passwd" width="10" height="10"/>
       <a href="javascript:alert(1)"><rect width="120" height="40" fill="#0f5f5c" onload="alert(1)"/></a>`,
    );
    const { png: clean, width, height } = await cleanLogo(drawing);
    expect({ width, height }).toEqual({ width: 480, height: 160 });
    const { data } = await sharp(clean).raw().toBuffer({ resolveWithObject: true });
    expect([data[0], data[1], data[2]]).toEqual([0x0f, 0x5f, 0x5c]);
  });

  it("may begin as drawing programs begin an SVG", async () => {
    const before = `<?xml version="1.0" encoding="utf-8"?>\n<!-- Generator: a program -->\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n`;
    expect((await cleanLogo(svg("<rect width='120' height='40'/>", before))).width).toBe(480);
  });

  it.each([
    [
      "a JPEG",
      async () =>
        sharp(await png())
          .jpeg()
          .toBuffer(),
      "must be a PNG or an SVG",
    ],
    [
      "a GIF",
      async () =>
        sharp(await png())
          .gif()
          .toBuffer(),
      "must be a PNG or an SVG",
    ],
    ["a page that holds an SVG", async () => Buffer.from("<html><svg></svg></html>"), "must be a PNG or an SVG"],
    [
      "an SVG with definitions that unpack without end",
      async () => svg("<text>&b;</text>", `<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>`),
      "must be a PNG or an SVG",
    ],
    ["what only begins as a PNG", async () => Buffer.concat([(await png()).subarray(0, 40), Buffer.alloc(100)]), "can’t be read"],
    ["a small file that unpacks to a huge picture", async () => png(5000, 5000), "can’t be read"],
    ["a file of more than 200 KB", async () => Buffer.concat([await png(), Buffer.alloc(LOGO_BYTES)]), "larger than 200 KB"],
    ["nothing", async () => Buffer.alloc(0), "must be a PNG or an SVG"],
  ])("is refused when it is %s", async (_, bytes, reason) => {
    expect(await refusal(await bytes())).toContain(reason);
  });
});
