import { randomUUID } from "node:crypto";
import type pg from "pg";
import { unsafeFindAccount } from "@/lib/auth/accounts/data";
import { createUser } from "@/lib/auth/accounts/operator";
import { startSession } from "@/lib/auth/accounts/sessions";
import { type AccountId, asOrganizationId, type OrganizationId } from "@/lib/platform/db";

/** Signs the caller in. */
export const password = "for benchmarks only, never a real password";

/** Who asks for the list. */
export interface Caller {
  organizationId: OrganizationId;
  accountId: AccountId;
  sessionId: string;
}

// This many pending hires have the searched name, and each page of the list is full, whatever the organization's size: what is
// compared with itself at the smallest size must show as much.
const NAMESAKES = 60;
/** Bears the search of the measured list, and where its filter finds people. */
export const searched = "Seldom";
/** What one hire in nine has in its address, whatever the organization's size. */
export const widely = "hire7";
export const city = "City 3";

/**
 * Makes an organization of `size` hires and returns its caller: a tenth pending, the others invited, started and on hold, with an invitation each. Start dates,
 * cities and jobs have nothing to do with one another. They came over the last four months, are pending since, and a tenth of the pending ones
 * have something for HR to decide; invitations are of the days after.
 */
export async function seed(owner: pg.Client, size: number): Promise<{ caller: Caller; email: string }> {
  const name = `Bench ${size} ${randomUUID()}`;
  const email = `${randomUUID()}@bench.example`;
  await createUser({ organization: name, email, name: "Bench", role: "hr", password });
  const { rows } = await owner.query<{ id: string; organizationId: string }>(
    'SELECT "id", "organizationId" FROM "User" WHERE "email" = $1',
    [email],
  );
  const [user] = rows;
  if (!user) throw new Error("no user was made");
  await owner.query(
    `INSERT INTO "NewHire" ("id", "organizationId", "applicationId", "candidateId", "offerId", "status", "missingFields", "firstName", "lastName",
       "personalEmail", "jobTitle", "location", "startDate", "searchText", "sortName", "createdAt", "updatedAt", "pendingSince", "attention", "ownValues", "phone", "address", "department",
       "employmentType", "managerName", "greenhouseValues")
     SELECT uuidv7(), $1::uuid, n, n + 10000000, n + 20000000,
       (CASE WHEN n % 10 = 0 THEN 'pending' WHEN n % 10 < 3 THEN 'on_hold' WHEN n % 10 < 6 THEN 'invited' ELSE 'started' END)::"HireStatus",
       CASE WHEN n % 10 = 0 THEN ARRAY['startDate']::"HireField"[] ELSE '{}' END,
       first, last, 'hire' || n || '@mail.example', 'Job ' || (spread >> 8) % 40, 'City ' || (spread >> 16) % 5,
       (DATE '2026-01-01' + spread % 700)::text, lower(first || ' ' || last) || ' hire' || n || '@mail.example job ' || (spread >> 8) % 40 || chr(10) || 'city ' || (spread >> 16) % 5,
       lower(last || ' ' || first), came, came, CASE WHEN n % 10 = 0 THEN came END,
       CASE WHEN n % 100 = 0 THEN ARRAY['greenhouse_differs'] ELSE '{}' END,
       own, phone, address, department, 'Full-time', manager,
       jsonb_build_object('firstName', first, 'lastName', last, 'preferredName', NULL, 'personalEmail', 'hire' || n || '@mail.example',
         'phone', phone, 'address', address, 'jobTitle', 'Job ' || (spread >> 8) % 40, 'department', department,
         'location', 'City ' || (spread >> 16) % 5, 'employmentType', 'Full-time', 'managerName', manager,
         'startDate', (DATE '2026-01-01' + spread % 700)::text) || own
     FROM (SELECT *,
       '+31 6 ' || (10000000 + n) AS phone, n || ' Harbour Street, ' || (1000 + spread % 9000) || ' City ' || (spread >> 16) % 5 AS address,
       'Department ' || (spread >> 6) % 12 AS department, 'Manager ' || (spread >> 10) % 60 AS manager,
       jsonb_build_object('x_size', (ARRAY['S', 'M', 'L'])[1 + (spread >> 4) % 3], 'x_laptop', (ARRAY['yes', 'no'])[1 + (spread >> 12) % 2]) AS own
     FROM (
       SELECT n, hashint4(n) & 2147483647 AS spread, 'First' || n % 977 AS first, now() - interval '120 days' * ($2::int - n) / $2::int AS came,
         CASE WHEN n % 10 = 0 AND n <= $3 * 10 THEN $4 || n ELSE 'Last' || n END AS last
       FROM generate_series(1, $2::int) n
     ) names) people`,
    [user.organizationId, size, NAMESAKES, searched],
  );
  await owner.query(
    `INSERT INTO "Invitation" ("id", "organizationId", "newHireId", "status", "trigger", "sentTo", "sentAt", "acceptedAt", "tokenKeyId", "tokenHash",
       "expiresAt", "createdAt")
     SELECT gen_random_uuid(), "organizationId", "id", (CASE "status" WHEN 'started' THEN 'accepted' ELSE 'sent' END)::"InvitationStatus",
       'automatic', "personalEmail", "createdAt" + interval '1 second' * (spread % 90000),
       CASE WHEN "status" = 'started' THEN "createdAt" + interval '1 second' * (spread % 90000 + (spread >> 9) % 400000) END,
       'k', sha256(("id"::text || $2)::bytea), now() + interval '9 days', "createdAt"
     FROM (SELECT *, hashint8("candidateId") & 2147483647 AS spread FROM "NewHire") hires
     WHERE "organizationId" = $1 AND "status" IN ('invited', 'started')`,
    [user.organizationId, name],
  );
  await owner.query("VACUUM ANALYZE");
  const organizationId = asOrganizationId(user.organizationId);
  const account = await unsafeFindAccount(email);
  const sessionId = account && (await startSession({ account, method: "password" }, { browser: null, system: null }));
  if (!account || !sessionId) throw new Error("no session was begun");
  return { caller: { organizationId, accountId: account.id, sessionId }, email };
}
