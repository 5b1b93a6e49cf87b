-- Who takes a backup reads every row of every organization, and can do nothing else. The owner may become this role, the portal may not.
GRANT USAGE ON SCHEMA public TO emptrust_backup;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO emptrust_backup;
GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO emptrust_backup;
DO $$
DECLARE
  protected record;
BEGIN
  FOR protected IN SELECT oid::regclass AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relrowsecurity LOOP
    EXECUTE format('CREATE POLICY backup ON %s FOR SELECT TO emptrust_backup USING (true)', protected.name);
  END LOOP;
END
$$;

-- A portal that does not know the owner's address checks that all migrations are there.
GRANT SELECT ON "_prisma_migrations" TO emptrust_app;
