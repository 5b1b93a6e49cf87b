import { expect, it } from "vitest";
import { openDocument } from "@/lib/greenhouse/documents/content";

it.each([
  "https://169.254.169.254/latest/meta-data",
  "https://s3.amazonaws.com.evil.example/letter.pdf",
  "https://evil-s3.amazonaws.com/letter.pdf",
  "https://ec2-10-0-0-1.compute-1.amazonaws.com/letter.pdf",
  "http://prod-heroku.s3.amazonaws.com/letter.pdf",
  "https://someone@prod-heroku.s3.amazonaws.com/letter.pdf",
  "https://evilgreenhouse.io/letter.pdf",
  "file:///etc/passwd",
  `https://s3${"-".repeat(60)}.evil.example/`,
])("a document's link to %s is not followed", async (link) => {
  await expect(openDocument(link, "https://harvest.greenhouse.io/v3")).rejects.toThrow("somewhere other than Greenhouse’s storage");
});
