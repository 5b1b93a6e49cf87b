import { Readable } from "node:stream";
import { writeCsvStream } from "hucre/csv";
import { writeXlsxStream } from "hucre/xlsx";
import { utcDay } from "@/lib/platform/calendar";

/** A file that is read while it is sent. */
export interface FileContent {
  body: ReadableStream<Uint8Array>;
  mediaType: string;
  fileName: string;
}

/** A cell: text, a number, or a calendar day as midnight UTC; null is empty. */
export type Cell = string | number | Date | null;

/** A table that is read while it is written, so that no row waits in memory. */
export interface Table {
  /** Without its extension. */
  fileName: string;
  /** The first row; days are the columns that hold calendar days. */
  columns: readonly { title: string; isDay?: boolean }[];
  rows: AsyncIterable<readonly Cell[]>;
}

// The most rows that a sheet of Excel holds, less the headings.
const ROWS_OF_A_SHEET = 1_048_575;

/**
 * Returns a table as CSV: UTF-8 with a byte order mark, as Excel wants it. A cell that a spreadsheet could run as a formula begins
 * with an apostrophe instead (OWASP, "CSV Injection").
 */
export function csvFile({ fileName, columns, rows }: Table): FileContent {
  const body = writeCsvStream(asText(rows), { headers: columns.map(({ title }) => String(neutral(title))), bom: true });
  return { body, mediaType: "text/csv; charset=utf-8", fileName: `${fileName}.csv` };
}

// What a formula begins with. Spreadsheets pass over what cannot be seen before it, and some read the full-width forms, which NFKC makes plain.
const formulaStart = /^[\p{Cc}\p{Cf}\p{Z}]*[=+\-\u2212@|]|^[\p{Cc}]/u;

function neutral(text: string): string {
  return formulaStart.test(text.normalize("NFKC")) ? `'${text}` : text;
}

async function* asText(rows: Table["rows"]): AsyncIterable<(string | number | null)[]> {
  for await (const row of rows) {
    yield row.map((cell) => (cell instanceof Date ? utcDay(cell) : typeof cell === "string" ? neutral(cell) : cell));
  }
}

/** Returns a table as an Excel workbook, with days as days. Its cells hold values and never formulas, so nothing in them can run. */
export function xlsxFile({ fileName, columns, rows }: Table): FileContent {
  const body = writeXlsxStream(copied(rows), {
    name: "Export",
    columns: columns.map(({ title, isDay }) => ({ header: title, width: 20, ...(isDay ? { numFmt: "yyyy-mm-dd" } : {}) })),
    freezePane: { rows: 1 },
    maxRowsPerSheet: ROWS_OF_A_SHEET,
    zip64: true,
  });
  return { body, mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", fileName: `${fileName}.xlsx` };
}

async function* copied(rows: Table["rows"]): AsyncIterable<Cell[]> {
  for await (const row of rows) yield [...row];
}

/** Returns a text that is read while it is written. */
export function textFile(parts: AsyncIterable<string>, mediaType: string, fileName: string): FileContent {
  return { body: Readable.toWeb(Readable.from(encoded(parts))) as ReadableStream<Uint8Array>, mediaType, fileName };
}

async function* encoded(parts: AsyncIterable<string>): AsyncIterable<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const part of parts) yield encoder.encode(part);
}
