-- An import fills empty tables faster than autovacuum looks at them, and until somebody does, PostgreSQL believes that an organization
-- has a row or two: it reads all of them to find one, and keeps such plans for as long as nothing tells it better (foreign keys, prepared
-- statements). Whoever imports says so here. Only the tables' owner may analyze them, so this runs with the rights of its owner; one
-- at a time is enough.
CREATE FUNCTION refresh_statistics() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF pg_try_advisory_xact_lock(hashtext('emptrust refresh_statistics')) THEN
    ANALYZE "NewHire", "Invitation", "Offer", "AcceptedApplication";
  END IF;
END
$$;
REVOKE ALL ON FUNCTION refresh_statistics() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION refresh_statistics() TO emptrust_app;
