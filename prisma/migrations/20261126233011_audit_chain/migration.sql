-- compatible-with: 20261126170616_clock_and_comparison
-- contracts: nothing of the former release; it takes back what it gave to its own role and functions itself

ALTER TABLE "AuditEntry"
  ADD COLUMN "erasedAt" TIMESTAMPTZ(3),
  ADD COLUMN "sequence" BIGINT,
  ADD COLUMN "salt" BYTEA,
  ADD COLUMN "digest" BYTEA,
  ADD COLUMN "hash" BYTEA;
CREATE INDEX "AuditEntry_organizationId_sequence_idx" ON "AuditEntry"("organizationId", "sequence");
CREATE INDEX "AuditEntry_unsealed" ON "AuditEntry"("organizationId", "at", "id") WHERE "sequence" IS NULL;

-- No one writes a sealed entry.
CREATE OR REPLACE FUNCTION stamp_audit_entry() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  written timestamptz := clock_timestamp();
  micros bigint := (extract(epoch FROM written) * 1000000)::bigint;
BEGIN
  IF pg_has_role(current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'MEMBER') THEN RETURN NEW; END IF;
  NEW."at" := written;
  NEW."id" := (lpad(to_hex(micros / 1000), 12, '0') || '7' || lpad(to_hex((micros % 1000) * 4096 / 1000), 3, '0')
    || right(replace(gen_random_uuid()::text, '-', ''), 16))::uuid;
  NEW."erasedAt" := NULL;
  NEW."sequence" := NULL;
  NEW."salt" := NULL;
  NEW."digest" := NULL;
  NEW."hash" := NULL;
  RETURN NEW;
END
$$;

-- The two ways in which an entry changes after it was written, each of a role that can do no more. Row-level security holds them to the
-- organization of the transaction.
GRANT USAGE, CREATE ON SCHEMA public TO emptrust_audit;
GRANT SELECT, UPDATE ("changes", "erasedAt", "sequence", "salt", "digest", "hash") ON "AuditEntry" TO emptrust_audit;

CREATE FUNCTION audit_digest(salt bytea, changes jsonb) RETURNS bytea LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT sha256(salt || convert_to(changes::text, 'UTF8'))
$$;

-- A moment as milliseconds: its text would depend on the session's time zone.
CREATE FUNCTION audit_link(before bytea, entry "AuditEntry") RETURNS bytea LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT sha256(coalesce(before, '') || convert_to(jsonb_build_array(
    entry."sequence", entry."id", round(extract(epoch FROM entry."at") * 1000)::bigint, entry."organizationId", entry."actorId", entry."actor",
    entry."action", entry."subject", encode(entry."digest", 'hex'))::text, 'UTF8'))
$$;

CREATE FUNCTION seal_audit_entries(most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  entry "AuditEntry";
  last bigint;
  before bytea;
  sealed integer := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('audit chain ' || current_organization()::text, 0));
  SELECT "sequence", "hash" INTO last, before FROM "AuditEntry"
  WHERE "organizationId" = current_organization() AND "sequence" IS NOT NULL ORDER BY "sequence" DESC LIMIT 1;
  FOR entry IN
    SELECT * FROM "AuditEntry" WHERE "organizationId" = current_organization() AND "sequence" IS NULL ORDER BY "at", "id" LIMIT most
  LOOP
    last := coalesce(last, 0) + 1;
    entry."sequence" := last;
    entry."salt" := uuid_send(gen_random_uuid());
    entry."digest" := audit_digest(entry."salt", entry."changes");
    before := audit_link(before, entry);
    UPDATE "AuditEntry" SET "sequence" = last, "salt" = entry."salt", "digest" = entry."digest", "hash" = before WHERE "id" = entry."id";
    sealed := sealed + 1;
  END LOOP;
  RETURN sealed;
END
$$;

-- Only sealed entries, whose digest stays in the place of what is erased.
CREATE FUNCTION erase_audit_changes(about text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  erased integer;
BEGIN
  WHILE seal_audit_entries(1000) > 0 LOOP END LOOP;
  UPDATE "AuditEntry" SET "changes" = '{}', "salt" = NULL, "erasedAt" = clock_timestamp()
  WHERE "organizationId" = current_organization() AND "subject" = about AND "erasedAt" IS NULL AND "changes" <> '{}';
  GET DIAGNOSTICS erased = ROW_COUNT;
  RETURN erased;
END
$$;

ALTER FUNCTION seal_audit_entries(integer) OWNER TO emptrust_audit;
ALTER FUNCTION erase_audit_changes(text) OWNER TO emptrust_audit;
REVOKE CREATE ON SCHEMA public FROM emptrust_audit;
REVOKE EXECUTE ON FUNCTION seal_audit_entries(integer), erase_audit_changes(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION seal_audit_entries(integer), erase_audit_changes(text) TO emptrust_app, emptrust_audit;

-- How far an organization's chain was handed to the operator's stream.
CREATE TABLE "AuditStream" (
    "organizationId" UUID NOT NULL,
    "sequence" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "AuditStream_pkey" PRIMARY KEY ("organizationId"),
    CONSTRAINT "AuditStream_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
ALTER TABLE "AuditStream" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "AuditStream" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "AuditStream" USING ("organizationId" = (SELECT current_organization())) WITH CHECK ("organizationId" = (SELECT current_organization()));
CREATE POLICY backup ON "AuditStream" FOR SELECT TO emptrust_backup USING (true);
