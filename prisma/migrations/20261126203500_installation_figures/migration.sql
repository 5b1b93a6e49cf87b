-- The operator's figures over all organizations. No organization is named to row-level security for them, so a role of their own reads
-- the few columns they need, in two functions that return numbers only: no name, no id, no address.
GRANT USAGE, CREATE ON SCHEMA public TO emptrust_figures;
GRANT SELECT ("id", "status", "verifiedAt", "createdAt", "offersWatermark") ON "PartnerIntegration" TO emptrust_figures;
GRANT SELECT ("integrationId", "status", "trigger", "finishedAt") ON "SyncRun" TO emptrust_figures;
GRANT SELECT ("status", "createdAt") ON "Invitation" TO emptrust_figures;
CREATE POLICY figures ON "PartnerIntegration" FOR SELECT TO emptrust_figures USING (true);
CREATE POLICY figures ON "SyncRun" FOR SELECT TO emptrust_figures USING (true);
CREATE POLICY figures ON "Invitation" FOR SELECT TO emptrust_figures USING (true);

-- The last good sync of an organization and the oldest waiting invitation are one step each, however much there is, and what waits or
-- failed is counted without reading what ended.
CREATE INDEX "SyncRun_good" ON "SyncRun" ("integrationId", "finishedAt") WHERE "status" = 'succeeded' AND "trigger" <> 'preview';
CREATE INDEX "Invitation_unsent" ON "Invitation" ("status", "createdAt") WHERE "status" IN ('queued', 'failed');

CREATE FUNCTION installation_figures() RETURNS TABLE (figure text, label text, value double precision)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  WITH connected AS (
    SELECT
      extract(epoch FROM clock_timestamp() - coalesce(
        (SELECT max(r."finishedAt") FROM "SyncRun" r WHERE r."integrationId" = i."id" AND r."status" = 'succeeded' AND r."trigger" <> 'preview'),
        i."verifiedAt", i."createdAt"))::double precision AS sync_age,
      extract(epoch FROM clock_timestamp() - coalesce(i."offersWatermark", i."verifiedAt", i."createdAt"))::double precision AS lag
    FROM "PartnerIntegration" i WHERE i."status" = 'connected'
  ), quantiles AS (
    SELECT array[0.5, 0.9, 0.99, 1]::double precision[] AS wanted,
      percentile_cont(array[0.5, 0.9, 0.99, 1]::double precision[]) WITHIN GROUP (ORDER BY sync_age) AS sync_ages,
      percentile_cont(array[0.5, 0.9, 0.99, 1]::double precision[]) WITHIN GROUP (ORDER BY lag) AS lags
    FROM connected
  )
  SELECT 'sync_age', q::text, a FROM quantiles, unnest(wanted, sync_ages) AS u(q, a) WHERE a IS NOT NULL
  UNION ALL
  SELECT 'watermark_lag', q::text, a FROM quantiles, unnest(wanted, lags) AS u(q, a) WHERE a IS NOT NULL
  UNION ALL
  SELECT 'connections', "status"::text, count(*) FROM "PartnerIntegration" GROUP BY "status"
  UNION ALL
  SELECT 'invitations', 'queued', count(*) FROM "Invitation" WHERE "status" = 'queued'
  UNION ALL
  SELECT 'invitations', 'failed', count(*) FROM "Invitation" WHERE "status" = 'failed'
  UNION ALL
  SELECT 'invitations', 'sent', count(*) FROM "Invitation" WHERE "status" = 'sent'
  UNION ALL
  SELECT 'oldest_waiting_invitation', '',
    coalesce(extract(epoch FROM clock_timestamp() - (SELECT min("createdAt") FROM "Invitation" WHERE "status" = 'queued')), 0)
$$;
-- What ended only grows, and counting it reads all of it: asked for seldom.
CREATE FUNCTION installation_totals() RETURNS TABLE (figure text, label text, value double precision)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT 'invitations', "status"::text, count(*) FROM "Invitation" WHERE "status" NOT IN ('queued', 'failed', 'sent') GROUP BY "status"
$$;
ALTER FUNCTION installation_figures() OWNER TO emptrust_figures;
ALTER FUNCTION installation_totals() OWNER TO emptrust_figures;
REVOKE CREATE ON SCHEMA public FROM emptrust_figures;
REVOKE ALL ON FUNCTION installation_figures() FROM PUBLIC;
REVOKE ALL ON FUNCTION installation_totals() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION installation_figures() TO emptrust_app;
GRANT EXECUTE ON FUNCTION installation_totals() TO emptrust_app;
