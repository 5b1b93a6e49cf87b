-- compatible-with: 20261126170616_clock_and_comparison
-- contracts: nothing that is read: the right to make functions, which the search's own role is given for the one made here, is taken back.
-- AlterEnum
ALTER TYPE "SettingName" ADD VALUE 'own_fields';

-- AlterTable
ALTER TABLE "BulkAction" ADD COLUMN     "ownField" TEXT;

-- AlterTable
ALTER TABLE "NewHire" ADD COLUMN     "missingOwn" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "ownValues" JSONB NOT NULL DEFAULT '{}';

-- What a filter finds of own fields, as terms: a missing field's name, and `name=value` of each value. Hires without any stand in no index.
CREATE FUNCTION own_terms(own_values jsonb, missing_own text[]) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN missing_own || ARRAY(SELECT "key" || '=' || "value" FROM jsonb_each_text(own_values));
CREATE INDEX "NewHire_own" ON "NewHire" USING gin ("organizationId", own_terms("ownValues", "missingOwn"))
  WHERE "ownValues" <> '{}' OR "missingOwn" <> '{}';
GRANT SELECT ("ownValues", "missingOwn") ON "NewHire" TO emptrust_search;

-- As the function of four parameters, which stays for the former release: missing fields may be own ones, and of each list of terms one must match.
GRANT USAGE, CREATE ON SCHEMA public TO emptrust_search;
CREATE FUNCTION new_hires_matching_any(pattern text, any_attention text[], any_missing text[], any_of_each jsonb, at_most int)
RETURNS SETOF uuid LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  conditions text := '"organizationId" = $1';
  missing text[] := ARRAY(SELECT name FROM unnest(any_missing) AS name WHERE name NOT LIKE 'x\_%');
  missing_own text[] := ARRAY(SELECT name FROM unnest(any_missing) AS name WHERE name LIKE 'x\_%');
  has_own CONSTANT text := '("ownValues" <> ''{}'' OR "missingOwn" <> ''{}'') AND own_terms("ownValues", "missingOwn")';
BEGIN
  IF pattern IS NOT NULL THEN conditions := conditions || ' AND "searchText" LIKE $2'; END IF;
  IF any_attention IS NOT NULL THEN conditions := conditions || ' AND "attention" && $3'; END IF;
  IF any_missing IS NOT NULL AND missing_own = '{}' THEN conditions := conditions || ' AND "missingFields" && $4::"HireField"[]'; END IF;
  IF missing_own <> '{}' THEN conditions := conditions || format(' AND ("missingFields" && $4::"HireField"[] OR %s && $5)', has_own); END IF;
  -- The values stand in no statement's text, which may be logged.
  FOR list IN 0 .. jsonb_array_length(any_of_each) - 1 LOOP
    conditions := conditions || format(' AND %s && ARRAY(SELECT jsonb_array_elements_text($7->%s))', has_own, list);
  END LOOP;
  RETURN QUERY EXECUTE format('SELECT "id" FROM "NewHire" WHERE %s LIMIT $6', conditions)
    USING current_organization(), pattern, any_attention, missing, missing_own, at_most, any_of_each;
END
$$;
ALTER FUNCTION new_hires_matching_any(text, text[], text[], jsonb, int) OWNER TO emptrust_search;
REVOKE CREATE ON SCHEMA public FROM emptrust_search;
REVOKE ALL ON FUNCTION new_hires_matching_any(text, text[], text[], jsonb, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION new_hires_matching_any(text, text[], text[], jsonb, int) TO emptrust_app;
