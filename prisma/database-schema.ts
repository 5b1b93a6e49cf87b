import { join } from "node:path";
import pg from "pg";

/** The schema that the migrations make, in one file that is read and never run. `npm run db:schema` writes it. */
export const schemaFile = join(import.meta.dirname, "database.sql");

const header = `-- The database as the migrations make it: tables with their generated columns, indexes, functions, triggers,
-- policies, grants and roles. Written by \`npm run db:schema\`; a test holds it equal to what the migrations make.
-- The queue's tables (schema pgboss) belong to pg-boss and are not listed.
`;

const ours = "(SELECT oid FROM pg_namespace WHERE nspname = 'public')";
/** What an extension brought is the extension's. */
const notOfExtension = (catalog: string, oid: string) =>
  `NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = '${catalog}'::regclass AND d.objid = ${oid} AND d.deptype = 'e')`;
const privileges = (acl: string, owner: string) => `
  SELECT coalesce(r.rolname, 'PUBLIC') AS grantee, string_agg(a.privilege_type, ', ' ORDER BY a.privilege_type) AS granted
  FROM aclexplode(${acl}) a LEFT JOIN pg_roles r ON r.oid = a.grantee
  WHERE a.grantee <> ${owner} GROUP BY 1`;

/** One query a kind of object; each returns finished lines, in an order that does not depend on when something was made. */
const sections: Record<string, string> = {
  Roles: `
    SELECT format('CREATE ROLE %I%s%s%s;', rolname, CASE WHEN rolcanlogin THEN ' LOGIN' ELSE ' NOLOGIN' END,
      CASE WHEN rolbypassrls THEN ' BYPASSRLS' ELSE '' END, CASE WHEN rolsuper THEN ' SUPERUSER' ELSE '' END) AS line
    FROM pg_roles WHERE rolname LIKE 'emptrust\\_%' AND NOT rolcanlogin
    ORDER BY rolname`,
  Extensions: `SELECT format('CREATE EXTENSION %I;', extname) AS line FROM pg_extension WHERE extname <> 'plpgsql' ORDER BY extname`,
  Types: `
    SELECT format(E'CREATE TYPE %I AS ENUM (\\n  %s\\n);', t.typname, string_agg(quote_literal(e.enumlabel), E',\\n  ' ORDER BY e.enumsortorder)) AS line
    FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid WHERE t.typnamespace = ${ours} GROUP BY t.typname ORDER BY t.typname`,
  Tables: `
    SELECT format(E'CREATE TABLE %I (\\n  %s\\n)%s;', c.relname, concat_ws(E',\\n  ',
      (SELECT string_agg(format('%I %s%s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
          CASE WHEN a.attcollation <> t.typcollation THEN format(' COLLATE %I', (SELECT collname FROM pg_collation WHERE oid = a.attcollation)) ELSE '' END,
          CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END,
          CASE WHEN a.attgenerated <> '' THEN format(' GENERATED ALWAYS AS (%s) STORED', pg_get_expr(d.adbin, d.adrelid))
               WHEN a.attidentity <> '' THEN ' GENERATED AS IDENTITY'
               WHEN d.adbin IS NOT NULL THEN format(' DEFAULT %s', pg_get_expr(d.adbin, d.adrelid)) ELSE '' END), E',\\n  ' ORDER BY a.attnum)
       FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
       WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped),
      (SELECT string_agg(format('CONSTRAINT %I %s', conname, pg_get_constraintdef(oid)), E',\\n  ' ORDER BY array_position('{p,u,c,x,f}'::"char"[], contype), conname)
       FROM pg_constraint WHERE conrelid = c.oid AND contype IN ('p', 'u', 'c', 'x', 'f'))),
      CASE WHEN c.reloptions IS NULL THEN '' ELSE format(' WITH (%s)', array_to_string(c.reloptions, ', ')) END)
      || CASE WHEN c.relrowsecurity THEN format(E'\\nALTER TABLE %I ENABLE ROW LEVEL SECURITY;', c.relname) ELSE '' END
      || CASE WHEN c.relforcerowsecurity THEN format(E'\\nALTER TABLE %I FORCE ROW LEVEL SECURITY;', c.relname) ELSE '' END || E'\\n' AS line
    FROM pg_class c WHERE c.relnamespace = ${ours} AND c.relkind = 'r' AND c.relname <> '_prisma_migrations'
    ORDER BY c.relname COLLATE "C"`,
  Views: `
    SELECT format(E'CREATE VIEW %I AS\\n%s', c.relname, pg_get_viewdef(c.oid, true)) AS line
    FROM pg_class c WHERE c.relnamespace = ${ours} AND c.relkind IN ('v', 'm') AND ${notOfExtension("pg_class", "c.oid")} ORDER BY c.relname COLLATE "C"`,
  Sequences: `
    SELECT format('CREATE SEQUENCE %I;', c.relname) AS line
    FROM pg_class c WHERE c.relnamespace = ${ours} AND c.relkind = 'S' ORDER BY c.relname COLLATE "C"`,
  Indexes: `
    SELECT replace(pg_get_indexdef(i.indexrelid), ' ON public.', ' ON ') || ';' AS line
    FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
    WHERE t.relnamespace = ${ours} AND t.relname <> '_prisma_migrations'
      AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = i.indexrelid AND contype IN ('p', 'u', 'x'))
    ORDER BY t.relname COLLATE "C", x.relname COLLATE "C"`,
  Statistics: `
    SELECT pg_get_statisticsobjdef(s.oid) || ';' AS line FROM pg_statistic_ext s WHERE s.stxnamespace = ${ours} ORDER BY s.stxname COLLATE "C"`,
  Functions: `
    SELECT rtrim(pg_get_functiondef(p.oid), E'\\n') || E';\\n'
      || CASE WHEN r.rolname = current_user THEN '' ELSE format(E'ALTER FUNCTION %s OWNER TO %I;\\n', p.oid::regprocedure, r.rolname) END AS line
    FROM pg_proc p JOIN pg_roles r ON r.oid = p.proowner
    WHERE p.pronamespace = ${ours} AND p.prokind = 'f' AND ${notOfExtension("pg_proc", "p.oid")}
    ORDER BY p.oid::regprocedure::text COLLATE "C"`,
  Triggers: `
    SELECT replace(pg_get_triggerdef(t.oid), ' ON public.', ' ON ') || ';' AS line
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE c.relnamespace = ${ours} AND NOT t.tgisinternal
    ORDER BY c.relname COLLATE "C", t.tgname COLLATE "C"`,
  Policies: `
    SELECT format(E'CREATE POLICY %I ON %I%s FOR %s TO %s%s%s;', policyname, tablename, CASE permissive WHEN 'RESTRICTIVE' THEN ' AS RESTRICTIVE' ELSE '' END,
      cmd, array_to_string(roles, ', '), CASE WHEN qual IS NULL THEN '' ELSE format(E'\\n  USING (%s)', qual) END,
      CASE WHEN with_check IS NULL THEN '' ELSE format(E'\\n  WITH CHECK (%s)', with_check) END) AS line
    FROM pg_policies WHERE schemaname = 'public' ORDER BY tablename COLLATE "C", policyname COLLATE "C"`,
  Grants: `
    SELECT line FROM (
      SELECT 1 AS kind, n.nspname::text AS name, format('GRANT %s ON SCHEMA %I TO %s;', g.granted, n.nspname, g.grantee) AS line
      FROM pg_namespace n, LATERAL (${privileges("n.nspacl", "n.nspowner")}) g WHERE n.nspname = 'public' AND g.grantee LIKE 'emptrust\\_%'
      UNION ALL
      SELECT 2, c.relname, format('GRANT %s ON %I TO %s;', g.granted, c.relname, g.grantee)
      FROM pg_class c, LATERAL (${privileges("c.relacl", "c.relowner")}) g
      WHERE c.relnamespace = ${ours} AND c.relkind IN ('r', 'v', 'S') AND c.relname <> '_prisma_migrations'
      UNION ALL
      SELECT 3, c.relname || '.' || a.attname, format('GRANT %s (%I) ON %I TO %s;', g.granted, a.attname, c.relname, g.grantee)
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid, LATERAL (${privileges("a.attacl", "c.relowner")}) g WHERE c.relnamespace = ${ours}
      UNION ALL
      SELECT 4, p.oid::regprocedure::text, format('GRANT %s ON FUNCTION %s TO %s;', g.granted, p.oid::regprocedure, g.grantee)
      FROM pg_proc p, LATERAL (${privileges("coalesce(p.proacl, acldefault('f', p.proowner))", "p.proowner")}) g
      WHERE p.pronamespace = ${ours} AND ${notOfExtension("pg_proc", "p.oid")}
      UNION ALL
      SELECT 5, m.rolname, format('GRANT %I TO %I;', r.rolname, m.rolname)
      FROM pg_auth_members a JOIN pg_roles r ON r.oid = a.roleid JOIN pg_roles m ON m.oid = a.member
      WHERE m.rolname LIKE 'emptrust\\_%' AND NOT m.rolcanlogin
    ) AS grants ORDER BY kind, name COLLATE "C", line COLLATE "C"`,
};

/** Returns the schema of the database at `url` as SQL, the same for the same migrations on every PostgreSQL from 15 on. */
export async function describeSchema(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("SET search_path = public, pg_catalog");
    let text = header;
    for (const [title, query] of Object.entries(sections)) {
      const { rows } = await client.query<{ line: string }>(query);
      if (rows.length > 0) text += `\n-- ${title}\n\n${rows.map(({ line }) => line).join("\n")}\n`;
    }
    return `${text.trimEnd()}\n`;
  } finally {
    await client.end();
  }
}
