import ical, { type ICalCalendar } from "ical-generator";
import { exportedItems } from "@/lib/audit/exported-items";
import type { Actor } from "@/lib/auth/actor";
import type { FieldName } from "@/lib/hire-fields/fields";
import { isDateField, type OwnField, ownFieldOf } from "@/lib/hire-fields/own/fields";
import { fieldNames } from "@/lib/hire-fields/own/rules";
import { fieldLabel, shownValue } from "@/lib/hire-fields/own/words";
import type { NewHireExportQuery } from "@/lib/hires/conditions/schema";
import { listNewHires } from "@/lib/hires/list/list";
import type { NewHire } from "@/lib/hires/schema";
import { shownName } from "@/lib/hires/words";
import { type Cell, csvFile, type FileContent, type Table, textFile, xlsxFile } from "@/lib/http/download";
import * as m from "@/lib/messages/generated/hires/export";
import { isTakenDay, startOf, utcDay } from "@/lib/platform/calendar";
import { inOrganization, type TenantTx } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { path } from "@/lib/platform/paths/address";
import { newHirePage } from "@/lib/platform/paths/pages";
import { readOwnFields } from "@/lib/settings/data";

const PAGE = 500;

/**
 * Streams every hire that matches a view, in its order, as a file: no row limit, constant memory. The audit log records it
 * exactly when its first rows could be read.
 */
export async function exportHires(actor: Actor, query: NewHireExportQuery, now: Date, more?: MoreColumns): Promise<FileContent> {
  const { organizationId } = actor;
  const { format, compensation, ...conditions } = query;
  const hires = await exportedItems(
    {
      organizationId,
      actor: { id: actor.userId, name: actor.name },
      action: "new_hires.exported",
      subject: "new_hires",
      changes: { format, ...(compensation ? { compensation } : {}) },
    },
    async (tx, cursor) => {
      const page = await listNewHires(tx, organizationId, { ...conditions, cursor, limit: PAGE });
      const cells = await more?.cellsOf(tx, page.items);
      return { ...page, items: page.items.map((hire): ExportedHire => ({ hire, more: cells?.get(hire.id) ?? [] })) };
    },
  );
  const fileName = `new-hires-${utcDay(now)}`;
  if (format === "ics") return textFile(calendarParts(actor, hires), "text/calendar; charset=utf-8", `${fileName}.ics`);
  const own = await inOrganization(organizationId, readOwnFields);
  const table: Table = {
    fileName,
    columns: [...columns(own), ...(more?.titles.map((title) => ({ title })) ?? [])],
    rows: rowsOf(hires, own),
  };
  return format === "csv" ? csvFile(table) : xlsxFile(table);
}

/** Columns behind the others, which another noun fills. */
export interface MoreColumns {
  titles: readonly string[];
  /** Returns the cells of these hires, by their ids. */
  cellsOf(tx: TenantTx, hires: readonly NewHire[]): Promise<ReadonlyMap<string, readonly Cell[]>>;
}

interface ExportedHire {
  hire: NewHire;
  more: readonly Cell[];
}

const columns = (own: readonly OwnField[]): Table["columns"] => [
  ...fieldNames(own).map((field) => ({ title: fieldLabel(field, own), isDay: isDateField(field, own) })),
  { title: m.status() },
  { title: m.missing() },
  { title: m.attention() },
  { title: m.invitation() },
  { title: m.invitedAt() },
  { title: m.startedAt() },
  { title: m.onboardingPackage() },
  { title: m.candidate() },
  { title: m.application() },
];

async function* rowsOf(hires: AsyncIterable<ExportedHire>, own: readonly OwnField[]): AsyncGenerator<Cell[]> {
  const fields = fieldNames(own);
  for await (const { hire, more } of hires) {
    const latest = hire.invitations[0];
    yield [
      ...fields.map((field) => fieldCell(field, hire.fields[field]?.value ?? null, own)),
      hire.status,
      hire.missingFields.map((field) => fieldLabel(field, own)).join(", "),
      hire.attention.join(", "),
      latest?.status ?? null,
      hire.invitations.at(-1)?.sentAt ?? null,
      hire.invitations.find(({ acceptedAt }) => acceptedAt)?.acceptedAt ?? null,
      hire.package,
      hire.greenhouse?.candidateId ?? null,
      hire.greenhouse?.applicationId ?? null,
      ...more,
    ];
  }
}

function fieldCell(field: FieldName, value: string | null, own: readonly OwnField[]): Cell {
  if (value === null) return null;
  if (isDateField(field, own)) return isTakenDay(value) ? startOf(value) : value;
  // A number that a spreadsheet would round is text.
  const isNumber = ownFieldOf(field, own)?.type === "number" && String(Number(value)) === value;
  return isNumber ? Number(value) : shownValue(field, value, own);
}

async function* calendarParts(actor: Actor, hires: AsyncIterable<ExportedHire>): AsyncGenerator<string> {
  const calendar = ical({ name: m.calendar(), prodId: { company: "EMPTrust", product: "Portal", language: "EN" } });
  const end = "END:VCALENDAR";
  const frame = calendar.toString();
  yield frame.slice(0, frame.lastIndexOf(end));
  for await (const { hire } of hires) yield eventOf(calendar, actor, hire);
  yield `${end}\r\n`;
}

/** Returns one event as text. The calendar is cleared after each one, so memory stays constant. */
function eventOf(calendar: ICalCalendar, { organizationName }: Actor, hire: NewHire): string {
  const { startDate, jobTitle, location } = hire.fields;
  if (startDate.value === null) return "";
  const event = calendar.createEvent({
    id: `${hire.id}@${new URL(env().APP_URL).hostname}`,
    stamp: new Date(hire.updatedAt),
    start: startOf(startDate.value),
    allDay: true,
    timezone: null,
    summary: jobTitle.value ? m.startsAs({ name: shownName(hire), job: jobTitle.value }) : m.starts({ name: shownName(hire) }),
    location: location.value,
    description: m.firstDay({ name: shownName(hire), organization: organizationName }),
    url: `${env().APP_URL}${path(newHirePage, hire.id)}`,
  });
  const text = event.toString();
  calendar.clear();
  return text;
}
