import * as z from "zod/mini";
import { type ByField, eachField, fieldProblems } from "@/lib/hire-fields/fields";
import { fieldNameSchema } from "@/lib/hire-fields/schema";
import { attentionCodes, hireStatuses, invitationObstacles } from "@/lib/hires/codes";
import { invitationPlanSchema, invitationSchema, invitationStatuses } from "@/lib/invitations/schema";
import { hireIdSchema } from "@/lib/platform/ids";

const fieldViewSchema = z.object({
  value: z.nullable(z.string()),
  source: z.nullable(z.enum(["greenhouse", "hr"])),
  /** What Greenhouse has, also when it is not valid or HR decided otherwise. */
  greenhouseValue: z.nullable(z.string()),
  /** Why Greenhouse's value is not taken; null when it is, or when there is none. */
  problem: z.nullable(z.enum(fieldProblems)),
  /** Greenhouse changed its value after HR set theirs, and HR has not decided yet. */
  differs: z.boolean(),
  /** Who set HR's value, and when. */
  editedBy: z.nullable(z.string()),
  editedAt: z.nullable(z.iso.datetime()),
});
export type FieldView = z.infer<typeof fieldViewSchema>;

export const newHireSchema = z.object({
  id: hireIdSchema,
  status: z.enum(hireStatuses),
  attention: z.array(z.enum(attentionCodes)),
  missingFields: z.array(fieldNameSchema),
  requiredFields: z.array(fieldNameSchema),
  /** Own fields come under their names, `x_` and the key. */
  fields: z.catchall(z.object(eachField(() => fieldViewSchema)), fieldViewSchema) as unknown as z.ZodMiniType<ByField<FieldView>>,
  /** Null: HR added the hire by hand, and Greenhouse does not know them. */
  greenhouse: z.nullable(z.object({ candidateId: z.number(), applicationId: z.number(), offerId: z.nullable(z.number()) })),
  invitations: z.array(invitationSchema),
  /** Hired again after being withdrawn: a new invitation is sent automatically once nothing holds it. */
  isInvitedAgain: z.boolean(),
  /** When this hire's invitation is sent; null: the organization's timing applies. */
  invitationPlan: z.nullable(invitationPlanSchema),
  /** The day on which a scheduled invitation is sent. */
  sendOn: z.nullable(z.iso.date()),
  /** Greenhouse no longer says that it is hired: since when, and until when it keeps its status. Null: it does, or HR goes on with it. */
  suspended: z.nullable(z.object({ since: z.iso.datetime(), until: z.iso.datetime() })),
  /** Greenhouse erased the person: when they are erased here; null: HR is asked, or keeps them. */
  erasedThere: z.nullable(z.object({ eraseAt: z.nullable(z.iso.datetime()) })),
  /** Whether it is an undecided possible duplicate of another hire, and which of the two was here first. */
  duplicateRank: z.enum(["none", "first", "second"]),
  /** The onboarding package it gets; null: none. */
  package: z.nullable(z.string()),
  /** The calendar day the offer was accepted in Greenhouse, when known. */
  hiredOn: z.nullable(z.string()),
  pendingSince: z.nullable(z.iso.datetime()),
  /** When Greenhouse is asked about this person again automatically; null when it is not. */
  nextCheckAt: z.nullable(z.iso.datetime()),
  version: z.int(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type NewHire = z.infer<typeof newHireSchema>;

/** A hire after a change, with the id by which the change can be undone; null where nothing was changed, or nothing that can be undone. */
export const changedHireSchema = z.extend(newHireSchema, { change: z.nullable(z.uuid()) });
export type ChangedHire = z.infer<typeof changedHireSchema>;

export const newHireCountsSchema = z.object({
  pending: z.int(),
  onHold: z.int(),
  invited: z.int(),
  started: z.int(),
  withdrawn: z.int(),
  excluded: z.int(),
  attention: z.int(),
});
export type NewHireCounts = z.infer<typeof newHireCountsSchema>;

export const newHireListSchema = z.object({
  items: z.array(newHireSchema),
  nextCursor: z.nullable(z.string()),
  counts: newHireCountsSchema,
  /** Bulk actions of the organization that are under way. */
  bulkActions: z.int(),
});
export type NewHireList = z.infer<typeof newHireListSchema>;

const value = z.nullable(z.string());

/** A hire as a row of a list: what a list shows, filters and acts on, and nothing else. */
export const listedHireSchema = z.object({
  id: hireIdSchema,
  status: z.enum(hireStatuses),
  attention: z.array(z.enum(attentionCodes)),
  missingFields: z.array(fieldNameSchema),
  /** Own fields come under their names, `x_` and the key. */
  fields: z.catchall(z.object(eachField(() => value)), value) as unknown as z.ZodMiniType<ByField<string | null>>,
  /** Greenhouse's id; null: HR added the hire by hand. */
  candidateId: z.nullable(z.number()),
  /** The newest invitation; null: there was none. */
  invitation: z.nullable(z.object({ status: z.enum(invitationStatuses), attempts: z.int(), acceptedAt: z.nullable(z.iso.datetime()) })),
  /** When an invitation was sent last, the newest one or one before it. */
  lastSentAt: z.nullable(z.iso.datetime()),
  /** Why an invitation cannot be sent now; null when it can. */
  obstacle: z.nullable(z.enum(invitationObstacles)),
  sendOn: z.nullable(z.iso.date()),
  package: value,
  pendingSince: z.nullable(z.iso.datetime()),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type ListedHire = z.infer<typeof listedHireSchema>;

/** A page of a list of hires. */
export const hirePageSchema = z.object({
  items: z.array(listedHireSchema),
  nextCursor: z.nullable(z.string()),
  counts: newHireCountsSchema,
  /** The fields that the organization requires. */
  requiredFields: z.array(fieldNameSchema),
  /** Bulk actions of the organization that are under way. */
  bulkActions: z.int(),
});
export type HirePage = z.infer<typeof hirePageSchema>;
/** A page as it was read, with the version by which the server knows whether there is another one. */
export type ReadPage = HirePage & { version: string | undefined };
