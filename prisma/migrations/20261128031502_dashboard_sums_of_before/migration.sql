-- compatible-with: 20261126170616_clock_and_comparison
-- The sums of what was there before their triggers, which the migration before this one made and committed: no table is locked while rows are
-- read. Each organization's are written by one statement, so of one snapshot: what writers added until then is in the rows as well and
-- is deleted, what they add later stays. Row-level security is forced on the owner, who therefore names one organization after another.
DO $$
DECLARE
  one uuid;
BEGIN
  PERFORM set_config('app.lookup_directory', 'on', true);
  FOR one IN SELECT "id" FROM "Organization" LOOP
    PERFORM set_config('app.organization_id', one::text, true);
    WITH added AS (
      DELETE FROM "DashboardSum" WHERE "organizationId" = one
    )
    INSERT INTO "DashboardSum" ("organizationId", "figure", "part", "at", "count", "isFolded")
    SELECT one, s."figure", s."part", s."at", count(*), true FROM "NewHire" h CROSS JOIN LATERAL
      sums_of_hire(h."tab", h."startKey", h."attention", h."missingFields"::text[] || h."missingOwn", coalesce(h."pendingSince", h."createdAt")) s
    WHERE h."organizationId" = one GROUP BY 2, 3, 4
    UNION ALL
    SELECT one, 'invitations', "status"::text, 0, count(*), true FROM "Invitation" WHERE "organizationId" = one AND "status" <> 'replaced' GROUP BY 3
    UNION ALL
    SELECT one, s."figure", s."part", s."at", count(*), true FROM (
      SELECT "newHireId", min("sentAt") AS "sent", min("acceptedAt") AS "accepted" FROM "Invitation" WHERE "organizationId" = one GROUP BY 1
    ) first
    JOIN "NewHire" h ON h."organizationId" = one AND h."id" = first."newHireId"
    CROSS JOIN LATERAL sums_of_times(h."createdAt", first."sent", first."accepted") s
    GROUP BY 2, 3, 4;
  END LOOP;
  PERFORM set_config('app.lookup_directory', '', true), set_config('app.organization_id', '', true);
END
$$;
