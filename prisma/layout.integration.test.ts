import { describe, expect, it } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import { makeOrganization } from "@/e2e/fixtures/hires";
import { inOrganization } from "@/lib/platform/db";
import { Prisma } from "@/prisma/generated/client";

// Whether the tables can be spread by organization, over partitions or over the nodes of Citus (docs/SCALING.md).

testDatabase();

/** Tables without an organization, each with what it is about. They would stand on every node, or on the first one. */
const withoutOrganization: Record<string, string> = {
  Account: "a person, who may be a member of several organizations",
  FactorChallenge: "asked before it is known who signs in",
  Organization: "its id is the organization",
  Passkey: "of a person",
  ProviderEventCount: "a sum over all organizations",
  RateLimit: "counted before the caller is known",
  RecoveryCode: "of a person",
  RememberedDevice: "of a person",
  TotpFactor: "of a person",
};

const ofPerson = "leads to a person, whose account belongs to no organization";
/** Foreign keys of an organization's rows that do not include it. */
const crossing: Record<string, string> = { Session_accountId_fkey: ofPerson, User_accountId_fkey: ofPerson };

const byId = "an id is unique by itself; (organizationId, id) would take the key's place";
const byLookup = "found before its organization is known: needs a table beside it from the secret's hash to the organization";
/** Unique keys of an organization's rows that do not include it. */
const uniqueOverall: Record<string, string> = {
  ...Object.fromEntries(
    [
      ["AuditEntry", "BulkAction", "DashboardSum", "GreenhouseApproval", "HireEvent", "Invitation", "NewHire", "NewHireCount"],
      ["Notice", "PartnerIntegration", "SavedView", "Session", "SsoDomain", "SsoLogin", "SyncRun", "User"],
    ]
      .flat()
      .map((table) => [`${table}_pkey`, byId]),
  ),
  Invitation_tokenHash_key: byLookup,
  SsoLogin_stateHash_key: byLookup,
  User_joinTokenHash_key: byLookup,
  SsoDomain_verified_domain_key:
    "an email domain belongs to one organization of all: needs a table beside it from the domain to the organization",
};

async function namesOf(statement: Prisma.Sql): Promise<string[]> {
  const rows = await inOrganization(await makeOrganization(), (tx) => tx.$queryRaw<{ name: string }[]>(statement));
  return rows.map(({ name }) => name).toSorted();
}

const tenantTables = Prisma.sql`
  SELECT c.oid, a.attnum FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'organizationId'
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')`;

describe("rows of an organization can be kept apart from the others", () => {
  it("each table names the organization in every row, or holds rows of none", async () => {
    const found = await namesOf(Prisma.sql`
      SELECT c.relname AS "name" FROM pg_class c LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'organizationId'
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> '_prisma_migrations'
        AND a.attnotnull IS NOT TRUE`);
    expect(found).toEqual(Object.keys(withoutOrganization).toSorted());
  });

  it("each foreign key of its rows has the organization on both sides, or a reason", async () => {
    const found = await namesOf(Prisma.sql`
      WITH tenant AS (${tenantTables})
      SELECT f.conname AS "name" FROM pg_constraint f JOIN tenant o ON o.oid = f.conrelid LEFT JOIN tenant t ON t.oid = f.confrelid
      WHERE f.contype = 'f' AND NOT EXISTS (
        SELECT FROM unnest(f.conkey, f.confkey) AS k(own, other)
        JOIN pg_attribute a ON a.attrelid = f.confrelid AND a.attnum = k.other
        WHERE k.own = o.attnum AND (k.other = t.attnum OR (f.confrelid = '"Organization"'::regclass AND a.attname = 'id')))`);
    expect(found).toEqual(Object.keys(crossing).toSorted());
  });

  it("each unique key of its rows includes the organization, or has a reason", async () => {
    const found = await namesOf(Prisma.sql`
      WITH tenant AS (${tenantTables})
      SELECT x.relname AS "name" FROM pg_index i JOIN tenant t ON t.oid = i.indrelid JOIN pg_class x ON x.oid = i.indexrelid
      WHERE i.indisunique AND NOT (t.attnum = ANY (i.indkey::int2[]))`);
    expect(found).toEqual(Object.keys(uniqueOverall).toSorted());
  });
});
