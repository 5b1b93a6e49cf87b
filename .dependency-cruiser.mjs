// What each room may import, one rule per room. `npm run lint` and `npm test` enforce it; lib/import-rules.test.ts proves each rule.
// What goes by the name that is imported instead of the file (PrismaClient, process.env) is in biome.json.

/** @typedef {{ name: string, files: string, may: string[], instead: string }} Room Which files, what they may import, what to do instead. */

const tests = "\\.test\\.tsx?$";
const project = "^(app|bench|components|e2e|lib|messages|prisma|public|scripts)/";
/** Files of lib that reach the browser, by name. */
const browserNames = "(schema|codes|rules|queries|words|status|fields|columns|search|actions|permissions)\\.ts$";
/** Files that run anywhere: of lib/platform, and the compiled messages. */
const anywhere = [
  "^lib/platform/(calendar|columns|ids|problem-codes|paths/\\w+)\\.ts$",
  "^lib/messages/(format|rich|runtime|generated/(?!server/).+)\\.ts$",
];
const browserHttp = "^lib/http/(api-client|headers|problem)\\.ts$";
const browserSafe = [`^lib/.+/${browserNames}`, ...anywhere, browserHttp, "^lib/greenhouse/v3/permissions\\.ts$"];
const generatedClient = "^prisma/generated/";
/** What every noun stands on. */
const ground = ["^lib/(messages|platform|jobs|audit|auth|http)/", generatedClient];
const besideHires = ["attention", "conditions", "duplicates", "emails", "notes-back", "plan", "suspension"].map((name) => `hires/${name}`);

/** @param {string} name @param {string[]} below @returns {Room} */
function noun(name, ...below) {
  const stands = ["platform, jobs, audit, auth, http", ...below].join(", ");
  return {
    name,
    files: `^lib/${name}/[^/]+$`,
    may: [...ground, ...below.map((one) => `^lib/${one}/${one === "hire-fields" ? "(own/)?" : ""}[^/]+$`)],
    instead: `lib/${name} stands on ${stands}. Let lib/workflows bring it together with connectors and other nouns.`,
  };
}

/** @type {Room[]} */
export const rooms = [
  {
    name: "app",
    files: "^app/(?!api/)",
    may: [
      "^components/",
      "^lib/auth/(session|permissions|caller)\\.ts$",
      "^lib/workflows/",
      ...anywhere,
      `^lib/.+/(schema|rules|words|status|fields)\\.ts$`,
    ],
    instead: "A page composes: components, session, a workflow, schemas and rules. Data comes through the API and a hook in queries.ts.",
  },
  {
    name: "app/api",
    files: "^app/api/",
    may: ["^lib/(?!greenhouse/|email/|embedded-database/)"],
    instead: "A route declares; it calls a noun or a workflow. Connectors are the workflows' business, components the browser's.",
  },
  {
    name: "components",
    files: "^components/",
    may: [...browserSafe],
    instead:
      "A component reaches lib by schema, rules, queries and the other names that reach the browser. What a server knows comes as a prop, or from a query.",
  },
  {
    name: "components/ui",
    files: "^components/ui/",
    may: [...anywhere, "^lib/http/(api-client|headers|problem)\\.ts$"],
    instead: "components/ui could ship in another product: it knows no noun. Give it what it shows as a prop, or move it to the noun.",
  },
  {
    name: "platform",
    files: "^lib/platform/",
    may: [generatedClient, "^lib/messages/generated/"],
    instead:
      "lib/platform knows nothing of hiring: it imports nothing but itself, the generated client and messages. Take what you need as an argument.",
  },
  {
    name: "messages",
    files: "^lib/messages/",
    may: anywhere,
    instead: "lib/messages says what it is given: it imports the calendar only. A noun's words are in its catalogue.",
  },
  ...[
    ["embedded-database", "The embedded database knows nothing of what is stored in it: it imports lib/platform only."],
    ["jobs", "The queue carries ids and knows no noun: lib/jobs imports lib/platform only."],
  ].map(([name = "", instead = ""]) => ({ name, files: `^lib/${name}/`, may: ["^lib/platform/"], instead })),
  {
    name: "audit",
    files: "^lib/audit/",
    may: [
      "^lib/platform/",
      "^lib/hire-fields/(schema|fields)\\.ts$",
      "^lib/auth/actor\\.ts$",
      "^lib/http/(download|api-client|problem)\\.ts$",
      ...anywhere,
    ],
    instead: "The audit log takes what it records as an argument: lib/audit imports lib/platform, the actor and the names of fields only.",
  },
  {
    name: "auth",
    files: "^lib/auth/",
    may: ["^lib/platform/", "^lib/messages/", ...anywhere, "^lib/audit/", "^lib/http/(api-client|headers|problem)\\.ts$"],
    instead: "lib/auth says who is calling; it imports lib/audit, lib/messages and lib/platform only.",
  },
  {
    name: "http",
    files: "^lib/http/",
    may: [...anywhere, "^lib/platform/", "^lib/auth/", "^lib/audit/actions\\.ts$"],
    instead:
      "The door knows no noun: lib/http imports lib/auth, lib/platform and the table of audited actions only. What a noun adds is declared by its route.",
  },
  {
    name: "greenhouse",
    files: "^lib/greenhouse/",
    may: ["^lib/platform/", "^lib/messages/generated/"],
    instead: "A connector speaks its service's own words: it imports lib/platform and messages only. lib/workflows translates.",
  },
  ...["email", "oidc"].map((name) => ({
    name,
    files: `^lib/${name}/`,
    may: ["^lib/platform/", "^lib/messages/"],
    instead:
      "A connector knows no noun: it imports lib/platform and lib/messages only. lib/workflows hands it what it says, and judges the answer.",
  })),
  ...["hire-fields", "offers", "notices", "team", "sso", "compensation"].map((name) => noun(name)),
  noun("hire-fields/own", "hire-fields"),
  noun("sync-runs", "sync-runs/known"),
  noun("sync-runs/known", "sync-runs"),
  ...["credentials", "doctor", "listing", "references", "tokens", "webhooks"].map((name) => noun(`connections/${name}`)),
  noun("settings", "compensation", "hire-fields", "settings/branding", "settings/greenhouse", "settings/mapping"),
  ...["settings/greenhouse", "hires/documents"].map((name) => noun(name)),
  noun("settings/mapping", "hire-fields"),
  noun("settings/branding", "settings"),
  noun("invitations", "settings", "hire-fields"),
  noun("invitations/delivery", "invitations"),
  noun("connections/manage", "connections", "connections/credentials", "sync-runs"),
  noun("connections", "connections/credentials", "connections/doctor", "connections/listing", "sync-runs", "invitations", "settings"),
  noun("connections/approvals", "connections/tokens"),
  noun("hires", ...besideHires, "hires/by-hand", "hires/edit", "hires/timeline", "invitations", "settings", "hire-fields"),
  noun("hires/list", "hires", "hires/conditions", "hires/duplicates", "hire-fields", "invitations", "settings"),
  noun("hires/bulk", "hires", "hires/conditions", "hires/list", "hires/undo", "hire-fields", "invitations", "settings"),
  noun("hires/timeline", "hire-fields", "hires", "hires/by-hand", "hires/undo", "settings"),
  noun("hires/edit", "hire-fields", "settings"),
  noun("hires/undo", "hire-fields", "hires", "hires/plan", "invitations", "settings"),
  noun("hires/by-hand", "hires", "hires/duplicates", "hires/edit", "hire-fields", "invitations"),
  noun("hires/record", "hires", ...["attention", "duplicates", "edit", "suspension"].map((name) => `hires/${name}`), "invitations"),
  ...[...besideHires, "hires/views"].map((name) =>
    noun(name, "hires", "hires/by-hand", "hire-fields", ...(/conditions|emails/.test(name) ? ["settings"] : [])),
  ),
  noun("reconciliation", "hires", "hire-fields"),
  noun("dashboard", "hires", "hires/list", "invitations", "settings", "hire-fields"),
  {
    name: "workflows",
    files: "^lib/workflows/",
    may: ["^lib/(?!embedded-database/)", generatedClient],
    instead: "A workflow brings connectors and nouns together. It knows nothing of app and components.",
  },
  {
    name: "e2e/sandbox",
    files: "^e2e/sandbox/",
    may: ["^lib/embedded-database/(database|hand-over)\\.ts$", "^lib/platform/calendar\\.ts$"],
    instead: "The sandbox is a Greenhouse of its own, by Greenhouse's documentation: it knows nothing of the portal that it tests.",
  },
];

/** @param {string} name */
const packageNamed = (name) => `(^|/node_modules/|^node_modules/)${name}(/|$)`;

/** @type {import("dependency-cruiser").IForbiddenRuleType[]} */
const roomLaws = rooms.map((room) => ({
  name: `room ${room.name}`,
  severity: "error",
  comment: room.instead,
  from: { path: room.files, pathNot: [tests] },
  to: { path: project, pathNot: [room.files, ...room.may, "\\.css$"] },
}));

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    ...roomLaws,
    {
      name: "no circles",
      severity: "error",
      comment:
        "Files that import each other cannot be read, tested or moved alone. Move what both need into a file of its own; a type counts too.",
      from: {},
      to: { circular: true },
    },
    {
      name: "whole paths",
      severity: "error",
      comment: "Import by the whole path (@/…): the laws go by where an import leads, and so does a reader.",
      from: { path: `${project}.+\\.tsx?$` },
      to: { dependencyTypes: ["local"], pathNot: "\\.css$" },
    },
    {
      name: "no barrels",
      severity: "error",
      comment: "Import the file that holds the thing; there is no index.ts that passes it on.",
      from: {},
      to: { path: "/index\\.tsx?$", pathNot: ["node_modules/", generatedClient] },
    },
    {
      name: "one door to the database",
      severity: "error",
      comment:
        "Only lib/platform/database/client.ts opens the database. Work in the transaction you are given, or open one with inOrganization.",
      from: {
        path: "^(app|components|lib)/",
        pathNot: [tests, "^lib/(platform/database/(client|connection)|embedded-database/(database|hand-over)|jobs/install)\\.ts$"],
      },
      to: { path: ["pg", "@prisma"].map(packageNamed) },
    },
    {
      name: "components run in the browser",
      severity: "error",
      comment: "A component runs in the browser. Ask the server through a hook in the noun's queries.ts.",
      from: { path: "^components/", pathNot: [tests] },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "what reaches the browser",
      severity: "error",
      comment:
        "Files of these names reach the browser: they import each other, zod, React Query, the passkeys library and lib/http/{api-client,problem}, and nothing of a server.",
      from: { path: browserSafe, pathNot: [tests] },
      to: { pathNot: [...browserSafe, ...["zod", "react", "@tanstack/react-query", "@simplewebauthn/browser"].map(packageNamed)] },
    },
    {
      name: "rules are pure",
      severity: "error",
      comment:
        "Rules are pure: no IO, no clock, no environment, no request. Take what they need as an argument; what asks the server is in queries.ts.",
      from: { path: `^lib/.+/${browserNames}`, pathNot: [tests, "/queries\\.ts$"] },
      to: { path: ["/queries\\.ts$", "^lib/http/", packageNamed("@tanstack/react-query")] },
    },
    {
      name: "every room of lib has a law",
      severity: "error",
      comment:
        "A new folder of lib needs a law: add it to `rooms` in .dependency-cruiser.mjs with what it may import and what to do instead.",
      from: { path: "^lib/.+/", pathNot: [tests, ...rooms.map(({ files }) => files)] },
      to: {},
    },
  ],
  options: {
    parser: "swc",
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: ["node_modules", generatedClient] },
    exclude: { path: ["^\\.next/", "^\\.data/"] },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "require", "node", "default", "types"] },
  },
};
