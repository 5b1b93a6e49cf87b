-- compatible-with: 20261126170616_clock_and_comparison
-- contracts: nothing that is read: the right to make functions, which the figures' own role is given for the one made here, is taken back.
-- Starts the runs that are due in one statement. It names each organization to row-level security before it touches a row of its, so it needs no
-- right that the application's role does not have, and returns ids only. Without a run id the organization has one under way already.
CREATE FUNCTION start_due_syncs(at timestamptz, default_seconds int, at_most int)
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
      SELECT (o."value" ->> 'intervalMinutes')::int INTO minutes FROM "OrganizationSetting" o
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
REVOKE ALL ON FUNCTION start_due_syncs(timestamptz, int, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION start_due_syncs(timestamptz, int, int) TO emptrust_app;

-- The clocks ask first which organizations have anything to do, and go into those alone. The answer may name one too many, never one too
-- few: days are widened by one on each side, since each organization has its own time zone. It returns ids and nothing else.
GRANT USAGE, CREATE ON SCHEMA public TO emptrust_figures;
GRANT SELECT ("id") ON "Organization" TO emptrust_figures;
GRANT SELECT ("organizationId", "incompleteHireEmails", "weeklyDigest") ON "User" TO emptrust_figures;
GRANT SELECT ("organizationId", "closedAt") ON "Notice" TO emptrust_figures;
GRANT SELECT ("organizationId", "clockSkewSeconds") ON "PartnerIntegration" TO emptrust_figures;
GRANT SELECT ("organizationId", "createdAt") ON "SyncRun" TO emptrust_figures;
GRANT SELECT ("organizationId", "serverTrouble") ON "Invitation" TO emptrust_figures;
GRANT SELECT ("organizationId", "tab", "attention", "startKey", "sendOn", "suspendedAt", "suspendedUntil") ON "NewHire" TO emptrust_figures;
GRANT SELECT ("organizationId", "sequence") ON "AuditEntry" TO emptrust_figures;
GRANT SELECT ("organizationId", "sequence") ON "AuditStream" TO emptrust_figures;
GRANT SELECT ("organizationId", "isFolded") ON "DashboardSum" TO emptrust_figures;
CREATE POLICY figures ON "Organization" FOR SELECT TO emptrust_figures USING (true);
CREATE POLICY figures ON "User" FOR SELECT TO emptrust_figures USING (true);
CREATE POLICY figures ON "Notice" FOR SELECT TO emptrust_figures USING (true);
CREATE POLICY figures ON "NewHire" FOR SELECT TO emptrust_figures USING (true);
CREATE POLICY figures ON "AuditEntry" FOR SELECT TO emptrust_figures USING (true);
CREATE POLICY figures ON "AuditStream" FOR SELECT TO emptrust_figures USING (true);
CREATE POLICY figures ON "DashboardSum" FOR SELECT TO emptrust_figures USING (true);

CREATE FUNCTION organizations_with_work(work text, at timestamptz) RETURNS SETOF uuid
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
  END CASE;
END
$$;
ALTER FUNCTION organizations_with_work(text, timestamptz) OWNER TO emptrust_figures;
REVOKE CREATE ON SCHEMA public FROM emptrust_figures;
REVOKE ALL ON FUNCTION organizations_with_work(text, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION organizations_with_work(text, timestamptz) TO emptrust_app;
