import type { ServerResponse } from "node:http";
import type { Body } from "@/e2e/sandbox/harvest/bodies";
import { type Call, json, keepWriting } from "@/e2e/sandbox/http";
import { iso } from "@/e2e/sandbox/world/calendar";
import { type Application, type Attachment, acceptedOffer } from "@/e2e/sandbox/world/model";

const DAY_MS = 86_400_000;

/** The files of an application: those it was given; else a résumé and, once its offer was accepted, the signed letter. */
export function attachmentsOf(application: Application): Attachment[] {
  if (application.attachments) return application.attachments;
  const resume: Attachment = { type: "resume", filename: "resume.pdf", content: "pdf" };
  const signed: Attachment = { type: "signed_offer_letter", filename: "Signed_Offer_Letter.pdf", content: "pdf" };
  return acceptedOffer(application) ? [resume, signed] : [resume];
}

/** An attachment of an application, as both versions of Harvest show it. Its link ends after 7 days. */
export function attachmentBody(application: Application, { type, filename, content }: Attachment, origin: string): Body {
  const address = new URL(`/files/${content}/${encodeURIComponent(filename)}`, origin);
  address.search = String(new URLSearchParams({ expires: String(Date.now() + 7 * DAY_MS), signature: "of-the-sandbox" }));
  return { filename, url: address.href, type, created_at: iso(application.lastActivityAt) };
}

/** Answers what is below `/files/`: the storage that attachments' links lead to, which asks for no credential. */
export async function serveFile({ request, response, address }: Call): Promise<void> {
  const kind = address.pathname.split("/")[2];
  if (request.headers.authorization !== undefined) return json(response, 400, { message: "Only one auth mechanism allowed" });
  const isSigned = address.searchParams.get("signature") === "of-the-sandbox";
  if (!isSigned || Number(address.searchParams.get("expires")) < Date.now()) return json(response, 403, { message: "Request has expired" });
  const type = { "content-type": "application/octet-stream" };
  if (kind === "pdf") response.writeHead(200, type).end(samplePdf);
  else if (kind === "html") response.writeHead(200, { "content-type": "application/pdf" }).end("<script>alert(1)</script>");
  else if (kind === "moved") response.writeHead(302, { location: "http://127.0.0.1:9/" }).end();
  else if (kind === "endless") sendForEver(response, Buffer.concat([samplePdf, Buffer.alloc(1 << 20)]), 1);
  else if (kind === "drip") sendForEver(response, samplePdf.subarray(0, 8), 250);
  else json(response, 404, { message: "NoSuchKey" });
}

let sending = 0;

/** How many endless files are being sent. */
export const openFiles = (): number => sending;

/** Sends a file without an end. */
function sendForEver(response: ServerResponse, part: Buffer, everyMs: number): void {
  sending++;
  response.on("close", () => sending--);
  keepWriting(response, part, everyMs);
}

/** A page that says what it is. */
const samplePdf = Buffer.from(
  [
    "%PDF-1.4",
    "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj",
    "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj",
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 144]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj",
    "4 0 obj<</Length 52>>stream",
    "BT /F1 18 Tf 20 70 Td (Signed offer of the sandbox) Tj ET",
    "endstream endobj",
    "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj",
    "trailer<</Root 1 0 R>>",
    "%%EOF",
  ].join("\n"),
);
