-- compatible-with: 20261126170616_clock_and_comparison
-- Analyzing all four tables at every import took a third of its time, however large they were already. Only a table that has changed by half
-- since it was analyzed can have misleading statistics; the rest is autovacuum's work.
CREATE OR REPLACE FUNCTION refresh_statistics() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  grown regclass;
BEGIN
  IF NOT pg_try_advisory_xact_lock(hashtext('emptrust refresh_statistics')) THEN RETURN; END IF;
  FOR grown IN
    SELECT c.oid FROM pg_class c
    WHERE c.oid IN ('"NewHire"'::regclass, '"Invitation"'::regclass, '"Offer"'::regclass, '"AcceptedApplication"'::regclass)
      AND pg_stat_get_mod_since_analyze(c.oid) > greatest(c.reltuples, 0) / 2
    ORDER BY c.oid
  LOOP
    EXECUTE format('ANALYZE %s', grown);
  END LOOP;
END
$$;
