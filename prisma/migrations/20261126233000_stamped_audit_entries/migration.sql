-- compatible-with: 20261126170616_clock_and_comparison

-- A schema for temporary tables that is not named is searched first, so that a caller's view would take a table's place in a function
-- which runs with another role's rights.
DO $$
DECLARE
  function record;
BEGIN
  FOR function IN
    SELECT oid::regprocedure AS name FROM pg_proc
    WHERE pronamespace = 'public'::regnamespace AND (prosecdef OR array_to_string(proconfig, ' ') LIKE 'search_path=%')
  LOOP
    EXECUTE format('ALTER FUNCTION %s SET search_path = pg_catalog, public, pg_temp', function.name);
  END LOOP;
END
$$;

-- When an entry was written, and under which id, is the database's to say: whoever can send a statement can date nothing back. The owner is
-- left alone, who restores backups. An id is a UUID of version 7 with microseconds (RFC 9562, section 6.2, method 3).
CREATE FUNCTION stamp_audit_entry() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  written timestamptz := clock_timestamp();
  micros bigint := (extract(epoch FROM written) * 1000000)::bigint;
BEGIN
  IF pg_has_role(current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'MEMBER') THEN RETURN NEW; END IF;
  NEW."at" := written;
  NEW."id" := (lpad(to_hex(micros / 1000), 12, '0') || '7' || lpad(to_hex((micros % 1000) * 4096 / 1000), 3, '0')
    || right(replace(gen_random_uuid()::text, '-', ''), 16))::uuid;
  RETURN NEW;
END
$$;
CREATE TRIGGER stamp BEFORE INSERT ON "AuditEntry" FOR EACH ROW EXECUTE FUNCTION stamp_audit_entry();
