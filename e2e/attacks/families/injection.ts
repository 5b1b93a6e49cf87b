import { type Attack, calling, type Family, unless } from "@/e2e/attacks/engine/attack";
import { TYPED } from "@/e2e/attacks/engine/leaks";
import { path } from "@/lib/platform/paths/address";
import { newHiresRoute, newHireValuesRoute, savedViewsRoute } from "@/lib/platform/paths/hires";
import { courtesyMailRoute } from "@/lib/platform/paths/record";
import { invitationSettingsRoute } from "@/lib/platform/paths/settings";
import { auditLogRoute, teamRoute } from "@/lib/platform/paths/team";

const sql = [
  `' OR '1'='1`,
  `"; DROP TABLE "User"; --`,
  `1) UNION SELECT "passwordHash" FROM "Account" --`,
  `' || pg_sleep(5) || '`,
  `%' AND 1=cast(version() as int) --`,
];
const q = encodeURIComponent;

const searching = sql.map(
  (text): Attack => ({
    ...calling(`a search for ${text} finds nobody`, "200", `GET ${newHiresRoute}?search=${q(`${text}${TYPED}`)}`, { as: "viewer" }),
    holds: async (_, [answer]) => unless(JSON.parse(answer?.body ?? "{}").items?.length === 0, "it found somebody"),
  }),
);

const html = { accept: "text/html" };
const missing = ["404", "404 not_found"];
const files = [
  "/..%2f..%2fpackage.json",
  "/_next/static/..%2f..%2f..%2fpackage.json",
  "/_next/static/../../package.json",
  "/.env",
  "/.git/config",
  "/.next/BUILD_ID",
  "/%2e%2e/%2e%2e/etc/passwd",
  "/package.json",
  "/prisma/database.sql",
  "/fonts/..%5c..%5cpackage.json",
];

/** Saves the email as it is, but for one part of it. The author is told where it fails: what was typed stands before, and is not repeated. */
function template(name: string, field: "subject" | "body" | "replyTo", text: string): Attack {
  return {
    name,
    answer: `422 invalid_fields template.${field}`,
    async send(scene) {
      const current = JSON.parse((await scene.call(`GET ${invitationSettingsRoute}`, { as: "admin" })).body);
      return scene.call(`PUT ${invitationSettingsRoute}`, {
        as: "admin",
        body: { ...current, template: { ...current.template, [field]: text } },
      });
    },
  };
}

export const injection: Family = {
  name: "injection",
  attacks: [
    ...searching,
    ...["sort", "status", "cursor", "attention", "missing", "startFrom", "limit"].map((name) =>
      calling(`SQL as ${name} is refused`, "422 invalid_fields", `GET ${newHiresRoute}?${name}=${q(`name; DROP TABLE "User" ${TYPED}`)}`, {
        as: "viewer",
      }),
    ),
    calling(
      "SQL as a field's name is refused",
      "422 invalid_fields",
      `GET ${newHireValuesRoute}?field=${q(`location" FROM "User" --${TYPED}`)}`,
      { as: "viewer" },
    ),
    calling(
      "SQL as the audit log's action is refused or finds nothing",
      ["422 invalid_fields", "200"],
      `GET ${auditLogRoute}?action=${q(`' OR 1=1 --${TYPED}`)}`,
      { as: "admin" },
    ),
    calling("SQL as an id does not exist", "404 not_found", `GET /api/new-hires/${q(`' OR 1=1 --${TYPED}`)}`, { as: "viewer" }),
    ...files.map((file) =>
      calling(`GET ${file} gives no file of the server`, [...missing, "400", "307", "308"], `GET ${file}`, { headers: html }),
    ),
    calling(
      "the image service fetches no address",
      ["400", ...missing],
      `GET /_next/image?url=${q("http://169.254.169.254/latest/meta-data/")}&w=64&q=75`,
    ),
    template("a template that calls a function is refused", "body", `${TYPED} {{constructor.constructor('return process.env')()}}`),
    template("a template that reads a file is refused", "body", `${TYPED} {% include '/etc/passwd' %}`),
    template("a template with a variable of the inside is refused", "body", `${TYPED} {{process.env.NEXTAUTH_SECRET}}`),
    template("a second header in a subject is refused", "subject", `Welcome\r\nBcc: ${TYPED}@evil.example`),
    calling(
      "a second header in a courtesy email is refused",
      "422 invalid_fields subject",
      ({ ours }) => `POST ${path(courtesyMailRoute, ours.ids.newHireId)}`,
      {
        as: "hr",
        body: { subject: `Hello\r\nBcc: ${TYPED}@evil.example`, text: "a" },
      },
    ),
    calling("a second header in a teammate's name is refused", "422 invalid_fields name", `POST ${teamRoute}`, {
      as: "admin",
      body: { email: "a@b.example", name: `A\r\nBcc: ${TYPED}@evil.example`, role: "viewer" },
    }),
    calling("two recipients in a teammate's address are refused", "422 invalid_fields email", `POST ${teamRoute}`, {
      as: "admin",
      body: { email: `a@b.example, ${TYPED}@evil.example`, name: "A", role: "viewer" },
    }),
    template("a reply address with a second header is refused", "replyTo", `a@b.example\r\nBcc: ${TYPED}@evil.example`),
    {
      ...calling(
        "a line break in a link becomes no header",
        ["303", "404", "404 not_found"],
        `POST /api/onboarding/${q(`a\r\nset-cookie: ${TYPED}=1`)}/start`,
      ),
      holds: async (_, [answer]) => unless(answer?.headers["set-cookie"] === undefined, "it set a cookie"),
    },
    {
      ...calling("markup in a page's address is text", ["200", "404"], `GET /onboarding/${q(`<script>alert("${TYPED}")</script>`)}`, {
        headers: html,
      }),
      holds: async (_, [answer]) => unless(!answer?.body.includes(`<script>alert("${TYPED}")`), "the page has the markup"),
    },
    {
      ...calling("markup in the sign-in page's query is text", "200", `GET /sign-in?next=${q(`/"><script>alert("${TYPED}")</script>`)}`, {
        headers: html,
      }),
      holds: async (_, [answer]) => unless(!answer?.body.includes(`<script>alert("${TYPED}")`), "the page has the markup"),
    },
    calling("a saved view cannot hold markup", "422 invalid_fields query", `POST ${savedViewsRoute}`, {
      as: "viewer",
      body: { name: "A", query: `"><script>${TYPED}</script>` },
    }),
    calling("a saved view cannot hold another site's address", "422 invalid_fields query", `POST ${savedViewsRoute}`, {
      as: "viewer",
      body: { name: "A", query: `//evil.example/${TYPED}` },
    }),
    calling("a call of a server action does not exist", ["404", "409"], "POST /sign-in", {
      headers: { "next-action": "0".repeat(42), "content-type": "text/plain" },
      body: `["${TYPED}"]`,
    }),
  ],
};
