import type { PayField } from "@/lib/compensation/rules";
import type { ListName, ListPlace } from "@/lib/connections/listing/data";
import type { GreenhouseConnector } from "@/lib/greenhouse/connector";
import type { WrittenChange } from "@/lib/hires/change";
import type { OrganizationId, TenantTx } from "@/lib/platform/db";
import type { Mapping } from "@/lib/settings/mapping/rules";
import type { SyncCounts, SyncRejection } from "@/lib/sync-runs/schema";
import type { ApplicationCheck } from "@/lib/workflows/sync/application-check";
import type { PartnerIntegration } from "@/prisma/generated/client";

/** What a step of a run gives back to be counted in its own transaction. */
export interface StepResult {
  counts: Partial<SyncCounts>;
  rejected?: readonly SyncRejection[];
  /** What it changed about hires, for a preview. */
  changes?: readonly WrittenChange[];
}

/** A run in the hands of this worker. */
export interface RunContext {
  organizationId: OrganizationId;
  integration: PartnerIntegration;
  connector: GreenhouseConnector;
  /** When the run began: what was looked at since then is not looked at again in it. */
  startedAt: Date;
  /** The moment of this run's first answer, by Greenhouse's clock unless that is ahead of the database's; null until then. */
  greenhouseTime: Date | null;
  /** By how much Greenhouse's clock is ahead of the database's, where that is worth a notice; null until the first answer. */
  clockSkewSeconds: number | null;
  /** Returns the database's time, told by the clock that only goes on since the run was claimed: without asking, and never later than it is. */
  databaseNow(): Date;
  /** What the organization decided of mapping and pay. A change of these ends the run. */
  chosen: { mappings: readonly Mapping[]; pay: readonly PayField[] };
  /** What of people the mapping needs beside their records. */
  reads: { hiringTeam: boolean };
  /** Whether there may be offers that could not be read, and people whose turn it is. */
  open: { unreadOffers: boolean; duePeople: boolean };
  /** A person asked for it, because something changed in Greenhouse. */
  byHand: boolean;
  /** What a preview must remember in memory, since nothing of it is in the database; null for any other run. */
  trial: { settled: Set<number>; recheck: Map<number, ApplicationCheck> } | null;
  /** People looked at so far, and how many there will be; null while that is not known. */
  progress: { done: number; total: number | null };
  /**
   * Runs a step in one transaction together with its counts and the lease: all of it is committed, or none, and nothing at
   * all once the run is no longer this worker's.
   */
  step(work: (tx: TenantTx, now: Date) => Promise<StepResult>): Promise<void>;
  /**
   * Stores how far a list is read in the transaction of the next step, or of the run's end: after a page with nothing new, which costs
   * nothing to read again.
   */
  storePlaceLater(list: ListName, place: ListPlace): void;
}
