-- Every request asks who is calling. This names the organization to row-level security and reads the user in one statement, where a
-- transaction of its own takes five. It runs with the rights of its caller, so the policies hold inside it; the name lasts as long as
-- the transaction, so it must be called outside of one.
CREATE FUNCTION session_user_of(organization uuid, member uuid)
RETURNS TABLE ("id" uuid, "name" text, "email" text, "role" text, "sessionVersion" int, "organizationName" text)
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM set_config('app.organization_id', organization::text, true);
  RETURN QUERY
    SELECT u."id", u."name", u."email", u."role"::text, u."sessionVersion", o."name"
    FROM "User" u JOIN "Organization" o ON o."id" = u."organizationId"
    WHERE u."organizationId" = organization AND u."id" = member;
END
$$;
REVOKE ALL ON FUNCTION session_user_of(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION session_user_of(uuid, uuid) TO emptrust_app;
