import {
  type BySomeFields,
  eachField,
  type FieldEdit,
  type FieldProblem,
  type FieldValues,
  type HireField,
  type OwnFieldName,
} from "@/lib/hire-fields/fields";
import type { AttentionCode, HireStatus } from "@/lib/hires/codes";
import type { DuplicateDecision } from "@/lib/hires/duplicates/schema";
import type { InvitationPlan } from "@/lib/invitations/schema";
import { column, nullable, type RowOf, type Table } from "@/lib/platform/columns";
import type { ApplicationId, CandidateId, HireId, OfferId } from "@/lib/platform/ids";

const fieldColumns = eachField(() => nullable(column.text()));

/** The columns of a hire, from which come the statements that read and write it, and the types. */
export const hireColumns = {
  id: column.uuid<HireId>(),
  applicationId: column.bigint<ApplicationId>(),
  candidateId: column.bigint<CandidateId>(),
  /** The accepted offer; null: hired without one. */
  offerId: nullable(column.bigint<OfferId>()),
  status: column.enumeration<HireStatus>("HireStatus"),
  attention: column.texts<AttentionCode>(),
  missingFields: column.enumerations<HireField>("HireField"),
  missingOwn: column.texts<OwnFieldName>(),
  /** The valid values. */
  ...fieldColumns,
  /** Those of own fields, except missing ones. */
  ownValues: column.json<Readonly<Record<OwnFieldName, string>>>(),
  /** The values as Greenhouse has them, valid or not. */
  greenhouseValues: column.json<FieldValues>(),
  /** Why Greenhouse's value of a field is not taken. */
  problems: column.json<BySomeFields<FieldProblem>>(),
  /** The fields that are HR's. */
  edits: column.json<BySomeFields<FieldEdit>>(),
  /** Calendar day on which the offer was accepted, null when Greenhouse does not say. */
  hiredOn: nullable(column.text()),
  planMode: nullable(column.enumeration<InvitationPlan["mode"]>("PlanMode")),
  planDate: nullable(column.text()),
  /** The day on which a scheduled invitation is sent. */
  sendOn: nullable(column.text()),
  /** What HR said of a possible duplicate; null: nothing yet. */
  duplicateDecision: nullable(column.enumeration<Exclude<DuplicateDecision, "exclude">>("DuplicateDecision")),
  /** HR included it although an import rule excludes it. */
  includedByHr: column.boolean(),
  /** While Greenhouse no longer says that it is hired, and it may be hired again: since when, and how long it is waited for. */
  suspendedAt: nullable(column.moment()),
  suspendedUntil: nullable(column.moment()),
  /** HR goes on with it although Greenhouse does not say that it is hired. */
  keptByHr: column.boolean(),
  /** Since when Greenhouse says that it erased the person, and when they are erased here because of that. */
  erasedThereAt: nullable(column.moment()),
  eraseAt: nullable(column.moment()),
  /** What it was when it was withdrawn. */
  statusBefore: nullable(column.enumeration<HireStatus>("HireStatus")),
  /** Whose the last change of its values was. */
  changedBy: column.enumeration<"greenhouse" | "hr">("ChangeSource"),
  pendingSince: nullable(column.moment()),
  /** What a search looks through. */
  searchText: column.text(),
  sortName: nullable(column.text()),
  version: column.int(),
  createdAt: column.moment(),
  updatedAt: column.moment(),
};

export const hireTable = { name: "NewHire", columns: hireColumns } as const satisfies Table<typeof hireColumns>;

/** A hire as it is stored. */
export type HireRow = RowOf<typeof hireColumns>;
