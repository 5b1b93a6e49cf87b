import type { core } from "zod";
import * as z from "zod/mini";

// Ids that several rooms pass on, each of its own type, so that one in another's place does not compile.

/** Greenhouse's id of an application. */
export type ApplicationId = number & core.$brand<"ApplicationId">;
/** Greenhouse's id of a candidate. */
export type CandidateId = number & core.$brand<"CandidateId">;
/** Greenhouse's id of one version of an offer. */
export type OfferId = number & core.$brand<"OfferId">;
export const hireIdSchema = z.uuid().brand<"HireId">();
/** The id of a hire. */
export type HireId = z.infer<typeof hireIdSchema>;

// Each takes an id as what its name says, as the database or Greenhouse gave it.
export const asApplicationId = (id: number | bigint): ApplicationId => Number(id) as ApplicationId;
export const asCandidateId = (id: number | bigint): CandidateId => Number(id) as CandidateId;
export const asOfferId = (id: number | bigint): OfferId => Number(id) as OfferId;
export const asHireId = (id: string): HireId => id as HireId;
