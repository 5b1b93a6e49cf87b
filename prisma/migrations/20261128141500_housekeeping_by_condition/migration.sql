-- compatible-with: 20261126170616_clock_and_comparison
-- The hourly housekeeping and the clock of retention went through all organizations: of 100,000 each would have taken most of its hour. They go
-- into those that are named here, like the other clocks. The housekeeping names all that have something to do now, and one in 23 of the others,
-- for what can wait a day.
GRANT SELECT ("expiresAt") ON "Invitation" TO emptrust_figures;
GRANT SELECT ("expiresAt") ON "GreenhouseApproval" TO emptrust_figures;
GRANT SELECT ("integrationId", "renewedAt") ON "GreenhouseToken" TO emptrust_figures;
GRANT SELECT ("grant", "webhooksCheckedAt") ON "PartnerIntegration" TO emptrust_figures;
GRANT SELECT ("organizationId", "key") ON "NewHireCount" TO emptrust_figures;
GRANT SELECT ("eraseAt", "statusSince", "updatedAt") ON "NewHire" TO emptrust_figures;
GRANT SELECT ("organizationId", "name", "value") ON "OrganizationSetting" TO emptrust_figures;
CREATE POLICY figures ON "NewHireCount" FOR SELECT TO emptrust_figures USING (true);
-- Other settings name people.
CREATE POLICY figures ON "OrganizationSetting" FOR SELECT TO emptrust_figures USING ("name" = 'retention');

-- A statement over all organizations must not fail at the setting of one.
CREATE FUNCTION whole_number(setting jsonb, name text) RETURNS int LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN setting ->> name ~ '^[0-9]{1,6}$' THEN (setting ->> name)::int END
$$;

CREATE OR REPLACE FUNCTION start_due_syncs(at timestamptz, default_seconds int, at_most int)
RETURNS TABLE ("organizationId" uuid, "integrationId" uuid, "runId" uuid)
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  due record;
  active boolean;
  minutes int;
  made uuid;
BEGIN
  PERFORM set_config('app.lookup_due_syncs', 'on', true);
  FOR due IN SELECT s."organizationId" AS organization FROM "SyncSchedule" s WHERE s."nextRunAt" <= at ORDER BY s."nextRunAt" LIMIT at_most LOOP
    PERFORM set_config('app.organization_id', due.organization::text, true);
    -- Who is first starts the run; the others pass by.
    FOR "organizationId", "integrationId" IN
      SELECT s."organizationId", s."integrationId" FROM "SyncSchedule" s
      WHERE s."organizationId" = due.organization AND s."nextRunAt" <= at FOR UPDATE SKIP LOCKED
    LOOP
      SELECT i."status" = 'connected' INTO active FROM "PartnerIntegration" i
        WHERE i."organizationId" = due.organization AND i."id" = start_due_syncs."integrationId";
      SELECT whole_number(o."value", 'intervalMinutes') INTO minutes FROM "OrganizationSetting" o
        WHERE o."organizationId" = due.organization AND o."name" = 'sync';
      UPDATE "SyncSchedule" s
        SET "nextRunAt" = CASE WHEN active THEN at + make_interval(secs => coalesce(minutes * 60, default_seconds)) END
        WHERE s."organizationId" = due.organization AND s."integrationId" = start_due_syncs."integrationId";
      CONTINUE WHEN active IS NOT TRUE;
      INSERT INTO "SyncRun" ("id", "organizationId", "integrationId", "trigger", "createdAt")
        VALUES (gen_random_uuid(), due.organization, start_due_syncs."integrationId", 'schedule', at)
        ON CONFLICT DO NOTHING RETURNING "id" INTO made;
      "runId" := made;
      RETURN NEXT;
    END LOOP;
  END LOOP;
  PERFORM set_config('app.organization_id', '', true);
END
$$;

CREATE OR REPLACE FUNCTION organizations_with_work(work text, at timestamptz) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  -- A hire starts soon from three days before on.
  from_key int := to_char((at - interval '1 day') AT TIME ZONE 'UTC', 'YYYYMMDD')::int;
  until_key int := to_char((at + interval '4 days') AT TIME ZONE 'UTC', 'YYYYMMDD')::int;
  next_day text := to_char((at + interval '1 day') AT TIME ZONE 'UTC', 'YYYY-MM-DD');
BEGIN
  CASE work
  WHEN 'notices' THEN RETURN QUERY
    SELECT o."id" FROM "Organization" o
    WHERE EXISTS (SELECT 1 FROM "Notice" n WHERE n."organizationId" = o."id" AND n."closedAt" IS NULL)
      OR EXISTS (SELECT 1 FROM "PartnerIntegration" i
        WHERE i."organizationId" = o."id" AND (i."status" = 'needs_attention' OR i."clockSkewSeconds" <> 0))
      OR 'failed' = (SELECT r."status"::text FROM "SyncRun" r
        WHERE r."organizationId" = o."id" AND r."trigger" <> 'preview' AND r."finishedAt" IS NOT NULL ORDER BY r."createdAt" DESC LIMIT 1)
      OR EXISTS (SELECT 1 FROM "Invitation" v WHERE v."organizationId" = o."id" AND v."serverTrouble")
      OR EXISTS (SELECT 1 FROM "NewHire" h WHERE h."organizationId" = o."id" AND h."attention" && ARRAY['invitation_failed', 'suspended'])
      OR EXISTS (SELECT 1 FROM "NewHire" h
        WHERE h."organizationId" = o."id" AND h."tab" = 'pending' AND h."startKey" BETWEEN from_key AND until_key);
  WHEN 'invitations' THEN RETURN QUERY
    SELECT o."id" FROM "Organization" o
    WHERE EXISTS (SELECT 1 FROM "NewHire" h WHERE h."organizationId" = o."id" AND h."sendOn" IS NOT NULL AND h."sendOn" <= next_day)
      OR EXISTS (SELECT 1 FROM "NewHire" h WHERE h."organizationId" = o."id" AND h."suspendedUntil" <= at)
      OR EXISTS (SELECT 1 FROM "NewHire" h WHERE h."organizationId" = o."id" AND h."tab" = 'pending'
        AND (h."attention" @> ARRAY['starts_soon'] OR h."startKey" BETWEEN from_key AND until_key))
      OR EXISTS (SELECT 1 FROM "NewHire" h WHERE h."organizationId" = o."id" AND h."tab" = 'invited' AND h."suspendedAt" IS NULL);
  WHEN 'hire_emails' THEN RETURN QUERY
    SELECT DISTINCT u."organizationId" FROM "User" u WHERE u."incompleteHireEmails" <> 'none' OR u."weeklyDigest";
  WHEN 'unsealed' THEN RETURN QUERY
    SELECT o."id" FROM "Organization" o
    WHERE EXISTS (SELECT 1 FROM "AuditEntry" e WHERE e."organizationId" = o."id" AND e."sequence" IS NULL);
  WHEN 'unstreamed' THEN RETURN QUERY
    SELECT o."id" FROM "Organization" o
    WHERE EXISTS (SELECT 1 FROM "AuditEntry" e WHERE e."organizationId" = o."id" AND e."sequence" > coalesce(
      (SELECT s."sequence" FROM "AuditStream" s WHERE s."organizationId" = o."id"), 0));
  WHEN 'unfolded' THEN RETURN QUERY
    SELECT DISTINCT s."organizationId" FROM "DashboardSum" s WHERE NOT s."isFolded";
  WHEN 'housekeeping' THEN RETURN QUERY
    SELECT v."organizationId" FROM "Invitation" v WHERE v."status" = 'sent' AND v."expiresAt" <= at
    UNION SELECT v."organizationId" FROM "Invitation" v WHERE v."status" = 'queued' AND v."expiresAt" <= at
    UNION SELECT a."organizationId" FROM "GreenhouseApproval" a WHERE a."expiresAt" < at
    -- Half a day is the shortest time after which an approval's token is renewed.
    UNION SELECT i."organizationId" FROM "PartnerIntegration" i
      JOIN "GreenhouseToken" t ON t."organizationId" = i."organizationId" AND t."integrationId" = i."id"
      WHERE i."grant" = 'authorization_code' AND i."status" <> 'needs_attention' AND t."renewedAt" <= at - interval '12 hours'
    -- Up to 50 rows are added up as quickly as one.
    UNION (SELECT c."organizationId" FROM "NewHireCount" c GROUP BY c."organizationId", c."key" HAVING count(*) > 50)
    -- What can wait is done for each every 23 hours: a portal that rests at the same hour each day misses nobody for ever.
    UNION SELECT o."id" FROM "Organization" o
      WHERE mod(abs(hashtext(o."id"::text)::bigint) + floor(extract(epoch FROM at) / 3600)::bigint, 23) = 0;
  WHEN 'webhooks' THEN RETURN QUERY
    SELECT i."organizationId" FROM "PartnerIntegration" i
    WHERE i."grant" = 'authorization_code' AND i."status" <> 'paused' AND i."credentialSealed" IS NOT NULL
      AND (i."webhooksCheckedAt" IS NULL OR i."webhooksCheckedAt" <= at - interval '24 hours');
  WHEN 'retention' THEN RETURN QUERY
    SELECT h."organizationId" FROM "NewHire" h WHERE h."eraseAt" <= at
    UNION SELECT s."organizationId" FROM "OrganizationSetting" s
    WHERE s."name" = 'retention' AND (
      EXISTS (SELECT 1 FROM "NewHire" h WHERE h."organizationId" = s."organizationId" AND h."tab" = 'withdrawn'
        AND CASE WHEN h."statusSince" IS NULL THEN h."updatedAt" ELSE h."statusSince" END
          <= at - make_interval(hours => 24 * whole_number(s."value", 'withdrawnDays')))
      OR EXISTS (SELECT 1 FROM "NewHire" h WHERE h."organizationId" = s."organizationId" AND h."tab" = 'started'
        AND CASE WHEN h."statusSince" IS NULL THEN h."updatedAt" ELSE h."statusSince" END
          <= at - make_interval(hours => 24 * whole_number(s."value", 'startedDays'))));
  END CASE;
END
$$;
