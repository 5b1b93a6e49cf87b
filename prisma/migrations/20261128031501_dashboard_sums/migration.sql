-- compatible-with: 20261126170616_clock_and_comparison
-- CreateTable
CREATE TABLE "DashboardSum" (
    "id" BIGSERIAL NOT NULL,
    "organizationId" UUID NOT NULL,
    "figure" TEXT NOT NULL,
    "part" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    "count" INTEGER NOT NULL,
    "isFolded" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "DashboardSum_pkey" PRIMARY KEY ("id")
);

-- The figures are read from this index alone, and what is to be folded is found by the second, which is all but empty.
CREATE INDEX "DashboardSum_by_figure" ON "DashboardSum" ("organizationId", "figure", "at") INCLUDE ("part", "count");
CREATE INDEX "DashboardSum_unfolded" ON "DashboardSum" ("organizationId") WHERE NOT "isFolded";

ALTER TABLE "DashboardSum" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "DashboardSum" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "DashboardSum" USING ("organizationId" = (SELECT current_organization()))
  WITH CHECK ("organizationId" = (SELECT current_organization()));
CREATE POLICY backup ON "DashboardSum" FOR SELECT TO emptrust_backup USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "DashboardSum" TO emptrust_app;
GRANT SELECT ON "DashboardSum" TO emptrust_backup;
GRANT USAGE ON SEQUENCE "DashboardSum_id_seq" TO emptrust_app;
GRANT SELECT ON SEQUENCE "DashboardSum_id_seq" TO emptrust_backup;

-- Pending hires by since when, for the part of an hour that the sums by hour do not tell. On a large table, build it by hand first:
-- CREATE INDEX CONCURRENTLY "NewHire_pending_since" ON "NewHire" ("organizationId", (CASE WHEN "pendingSince" IS NULL THEN "createdAt" ELSE "pendingSince" END))
--   WHERE "tab" = 'pending';
CREATE INDEX IF NOT EXISTS "NewHire_pending_since" ON "NewHire" ("organizationId", (CASE WHEN "pendingSince" IS NULL THEN "createdAt" ELSE "pendingSince" END))
  WHERE "tab" = 'pending';

-- The figures that a hire counts in. `at` is the day of a start as a number (20270503), an hour since 1970, or 0.
CREATE FUNCTION sums_of_hire(tab text, start_key int, attention text[], missing text[], pending_since timestamptz)
RETURNS TABLE ("figure" text, "part" text, "at" int) LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT 'starts', tab, start_key WHERE tab IN ('pending', 'on_hold', 'invited', 'started') AND start_key <> 99991231
  UNION ALL SELECT 'pending_since', '', floor(extract(epoch FROM pending_since) / 3600)::int WHERE tab = 'pending'
  UNION ALL SELECT 'missing', field, 0 FROM unnest(missing) AS field WHERE tab = 'pending'
  UNION ALL SELECT 'attention', code, 0 FROM unnest(attention) AS code
$$;

-- A digest of times (DDSketch): a bucket holds those of which the longest is 51/49 of the shortest, so that its middle is within 2 % of each.
-- Times below a second are one bucket.
CREATE FUNCTION time_bucket(seconds float8) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN seconds < 1 THEN 0 ELSE 1 + floor(ln(seconds) / ln(51 / 49.0::float8))::int END;
CREATE FUNCTION time_of_bucket(bucket int) RETURNS float8 LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN bucket = 0 THEN 0 ELSE power(51 / 49.0::float8, bucket - 1) * 1.02 END;

-- The figures that a hire's invitations count in, by the day (UTC, since 1970) of the first that was sent.
CREATE FUNCTION sums_of_times(created timestamptz, sent timestamptz, accepted timestamptz)
RETURNS TABLE ("figure" text, "part" text, "at" int) LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT 'to_invited', time_bucket(extract(epoch FROM sent - created)::float8)::text, floor(extract(epoch FROM sent) / 86400)::int WHERE sent IS NOT NULL
  UNION ALL
  SELECT 'to_started', time_bucket(extract(epoch FROM accepted - sent)::float8)::text, floor(extract(epoch FROM sent) / 86400)::int
  WHERE sent IS NOT NULL AND accepted IS NOT NULL
$$;

-- As count_new_hires: each statement adds rows of its own, so that no writer waits for another.
CREATE FUNCTION sum_new_hires() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO "DashboardSum" ("organizationId", "figure", "part", "at", "count")
    SELECT h."organizationId", s."figure", s."part", s."at", count(*) FROM rows_after h CROSS JOIN LATERAL
      sums_of_hire(h."tab", h."startKey", h."attention", h."missingFields"::text[] || h."missingOwn", coalesce(h."pendingSince", h."createdAt")) s
    GROUP BY 1, 2, 3, 4;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO "DashboardSum" ("organizationId", "figure", "part", "at", "count")
    SELECT h."organizationId", s."figure", s."part", s."at", -count(*) FROM rows_before h CROSS JOIN LATERAL
      sums_of_hire(h."tab", h."startKey", h."attention", h."missingFields"::text[] || h."missingOwn", coalesce(h."pendingSince", h."createdAt")) s
    GROUP BY 1, 2, 3, 4;
  ELSE
    INSERT INTO "DashboardSum" ("organizationId", "figure", "part", "at", "count")
    SELECT h."organizationId", s."figure", s."part", s."at", sum(h."n") FROM (
      SELECT 1 AS "n", "organizationId", "tab", "startKey", "attention", "missingFields", "missingOwn", "pendingSince", "createdAt" FROM rows_after
      UNION ALL
      SELECT -1, "organizationId", "tab", "startKey", "attention", "missingFields", "missingOwn", "pendingSince", "createdAt" FROM rows_before
    ) h CROSS JOIN LATERAL
      sums_of_hire(h."tab", h."startKey", h."attention", h."missingFields"::text[] || h."missingOwn", coalesce(h."pendingSince", h."createdAt")) s
    GROUP BY 1, 2, 3, 4 HAVING sum(h."n") <> 0;
  END IF;
  RETURN NULL;
END
$$;

-- Of each hire its first invitation counts, so what changed of one invitation is compared with the hire's others.
CREATE FUNCTION sum_invitations() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changed uuid[];
  hires uuid[];
  hires_before uuid[];
  sent_before timestamptz[];
  accepted_before timestamptz[];
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO "DashboardSum" ("organizationId", "figure", "part", "at", "count")
    SELECT "organizationId", 'invitations', "status"::text, 0, count(*) FROM rows_after WHERE "status" <> 'replaced' GROUP BY 1, 3;
    SELECT array_agg("id"), array_agg("newHireId") INTO changed, hires FROM rows_after WHERE "sentAt" IS NOT NULL OR "acceptedAt" IS NOT NULL;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO "DashboardSum" ("organizationId", "figure", "part", "at", "count")
    SELECT "organizationId", 'invitations', "status"::text, 0, -count(*) FROM rows_before WHERE "status" <> 'replaced' GROUP BY 1, 3;
    SELECT array_agg("id"), array_agg("newHireId"), array_agg("newHireId"), array_agg("sentAt"), array_agg("acceptedAt")
    INTO changed, hires, hires_before, sent_before, accepted_before FROM rows_before WHERE "sentAt" IS NOT NULL OR "acceptedAt" IS NOT NULL;
  ELSE
    INSERT INTO "DashboardSum" ("organizationId", "figure", "part", "at", "count")
    SELECT "organizationId", 'invitations', "status"::text, 0, sum("n") FROM (
      SELECT "organizationId", "status", 1 AS "n" FROM rows_after UNION ALL SELECT "organizationId", "status", -1 FROM rows_before
    ) change WHERE "status" <> 'replaced' GROUP BY 1, 3 HAVING sum("n") <> 0;
    SELECT array_agg(b."id"), array_agg(b."newHireId"), array_agg(b."newHireId"), array_agg(b."sentAt"), array_agg(b."acceptedAt")
    INTO changed, hires, hires_before, sent_before, accepted_before
    FROM rows_before b JOIN rows_after a ON a."id" = b."id"
    WHERE (a."sentAt", a."acceptedAt") IS DISTINCT FROM (b."sentAt", b."acceptedAt");
  END IF;
  IF changed IS NULL THEN RETURN NULL; END IF;
  -- Where two invitations of a hire change at the same moment, the second to come waits and then sees what the first became. A transaction
  -- takes 1,024 locks at most, for PostgreSQL has room for some thousands in all.
  PERFORM pg_advisory_xact_lock(hashtext('first invitation'), "lock") FROM (
    SELECT DISTINCT hashtext("newHireId"::text) & 1023 AS "lock" FROM "Invitation" WHERE "newHireId" = ANY(hires) AND "id" <> ALL(changed) ORDER BY 1
  ) sorted;
  INSERT INTO "DashboardSum" ("organizationId", "figure", "part", "at", "count")
  SELECT h."organizationId", s."figure", s."part", s."at", sum(first."n") FROM (
    SELECT 1 AS "n", "newHireId", min("sentAt") AS "sent", min("acceptedAt") AS "accepted"
    FROM "Invitation" WHERE "newHireId" = ANY(hires) GROUP BY 2
    UNION ALL
    SELECT -1, "newHireId", min("sentAt"), min("acceptedAt") FROM (
      SELECT "newHireId", "sentAt", "acceptedAt" FROM "Invitation" WHERE "newHireId" = ANY(hires) AND "id" <> ALL(changed)
      UNION ALL
      SELECT * FROM unnest(hires_before, sent_before, accepted_before)
    ) before GROUP BY 2
  ) first
  JOIN "NewHire" h ON h."id" = first."newHireId"
  CROSS JOIN LATERAL sums_of_times(h."createdAt", first."sent", first."accepted") s
  GROUP BY 1, 2, 3, 4 HAVING sum(first."n") <> 0;
  RETURN NULL;
END
$$;

CREATE TRIGGER sum_inserted AFTER INSERT ON "NewHire" REFERENCING NEW TABLE AS rows_after FOR EACH STATEMENT EXECUTE FUNCTION sum_new_hires();
CREATE TRIGGER sum_updated AFTER UPDATE ON "NewHire" REFERENCING OLD TABLE AS rows_before NEW TABLE AS rows_after FOR EACH STATEMENT EXECUTE FUNCTION sum_new_hires();
CREATE TRIGGER sum_deleted AFTER DELETE ON "NewHire" REFERENCING OLD TABLE AS rows_before FOR EACH STATEMENT EXECUTE FUNCTION sum_new_hires();
CREATE TRIGGER sum_inserted AFTER INSERT ON "Invitation" REFERENCING NEW TABLE AS rows_after FOR EACH STATEMENT EXECUTE FUNCTION sum_invitations();
CREATE TRIGGER sum_updated AFTER UPDATE ON "Invitation" REFERENCING OLD TABLE AS rows_before NEW TABLE AS rows_after FOR EACH STATEMENT EXECUTE FUNCTION sum_invitations();
CREATE TRIGGER sum_deleted AFTER DELETE ON "Invitation" REFERENCING OLD TABLE AS rows_before FOR EACH STATEMENT EXECUTE FUNCTION sum_invitations();
