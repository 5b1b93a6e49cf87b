import { type Attack, calling, type Family, unless } from "@/e2e/attacks/engine/attack";
import type { Scene, SceneCall } from "@/e2e/attacks/engine/scene";
import { syncRunRoute, syncRunsRoute } from "@/lib/platform/paths/greenhouse";
import {
  bulkActionRoute,
  bulkActionsRoute,
  bulkReportRoute,
  newHireCountRoute,
  newHireExportRoute,
  newHireInvitationsRoute,
  newHiresRoute,
  newHireValuesRoute,
  savedViewRoute,
  savedViewsRoute,
} from "@/lib/platform/paths/hires";
import {
  checkRoute,
  courtesyMailRoute,
  duplicateRoute,
  eraseRoute,
  excludeRoute,
  includeRoute,
  invitationPlanRoute,
  invitationsRoute,
  newHireRoute,
  personalDataRoute,
  seenRoute,
  timelineRoute,
} from "@/lib/platform/paths/record";
import { auditLogRoute, memberInvitationRoute, memberRoute, teamRoute } from "@/lib/platform/paths/team";

/** Every door below an id, with a body that it would take from one's own. */
const doors: [method: string, address: string, body?: unknown, answer?: string][] = [
  ["GET", newHireRoute],
  ["PATCH", newHireRoute, { version: 1, changes: { location: "Oslo" } }],
  ["POST", invitationsRoute],
  ["POST", checkRoute],
  ["PUT", invitationPlanRoute, { version: 1, mode: "by_hand" }],
  ["GET", timelineRoute],
  ["GET", duplicateRoute],
  ["POST", duplicateRoute, { decision: "exclude" }],
  ["POST", seenRoute, { attention: "note_from_new_hire" }],
  ["POST", eraseRoute, { version: 1, changes: {} }],
  ["GET", personalDataRoute],
  ["POST", excludeRoute, { version: 1 }],
  ["POST", includeRoute, { version: 1 }],
  ["POST", courtesyMailRoute, { subject: "About your first day", text: "See you soon." }],
  ["GET", bulkActionRoute],
  ["DELETE", bulkActionRoute],
  ["GET", bulkReportRoute],
  ["GET", syncRunRoute],
  ["PATCH", savedViewRoute, { shared: false }],
  // To have no such view any more is what was asked for, whoever has it.
  ["DELETE", savedViewRoute, undefined, "204"],
  ["PATCH", memberRoute, { role: "admin" }],
  ["DELETE", memberRoute],
  ["POST", memberInvitationRoute],
];

/** The same door with an id of nobody: what another organization has must be answered in the same words. */
const NO_ID = "00000000-0000-4000-8000-000000000000";

function foreign([method, address, body, answer = "404 not_found"]: (typeof doors)[number]): Attack {
  const at = (ids: Record<string, string>) => `${method} ${address.replace(/\{(\w+)\}/, (_, name: string) => ids[name] ?? NO_ID)}`;
  const sent: SceneCall = { as: "admin", ...(body === undefined ? {} : { body }) };
  return {
    name: `${method} ${address} with another organization's id is answered as if there were none`,
    answer,
    send: async (scene) => [await scene.call(at(scene.theirs.ids), sent), await scene.call(at({}), sent)],
    holds: async (_, [theirs, nobody]) => unless(theirs?.body === nobody?.body, "the answer tells it from an id of nobody"),
  };
}

function asking(name: string, line: (scene: Scene) => string): Attack {
  return {
    ...calling(name, "200", line, { as: "admin" }),
    holds: async (_, [answer]) => {
      const { items, count, values } = JSON.parse(answer?.body ?? "{}");
      return unless((items?.length ?? count ?? values?.length) === 0, "something was found");
    },
  };
}

const person = ({ theirs }: Scene) => theirs.people[0] ?? { firstName: "", lastName: "", personalEmail: "" };

export const tenancy: Family = {
  name: "tenancy",
  attacks: [
    ...doors.map(foreign),
    asking(
      "searching for another organization's hire by name finds nobody",
      (scene) => `GET ${newHiresRoute}?search=${person(scene).lastName}`,
    ),
    asking(
      "searching by the email of another organization's hire finds nobody",
      (scene) => `GET ${newHiresRoute}?search=${person(scene).personalEmail}`,
    ),
    asking("counting another organization's hires counts none", (scene) => `GET ${newHireCountRoute}?search=${person(scene).firstName}`),
    asking("the log of another organization's records is empty", ({ theirs }) => `GET ${auditLogRoute}?subject=${theirs.ids.newHireId}`),
    calling("the values in use are one's own organization's", "200", `GET ${newHireValuesRoute}?field=location`, { as: "viewer" }),
    calling("the team is one's own organization's", "200", `GET ${teamRoute}`, { as: "admin" }),
    calling("the syncs are one's own organization's", "200", `GET ${syncRunsRoute}`, { as: "viewer" }),
    calling("the bulk actions are one's own organization's", "200", `GET ${bulkActionsRoute}`, { as: "viewer" }),
    calling("the audit log is one's own organization's", "200", `GET ${auditLogRoute}`, { as: "admin" }),
    {
      ...calling("an export holds one's own organization's hires", "200", `GET ${newHireExportRoute}?format=csv`, { as: "admin" }),
      moves: { AuditEntry: "an export is recorded" },
    },
    {
      ...calling("invitations to another organization's hires are not sent", "200", `POST ${newHireInvitationsRoute}`, ({ theirs }) => ({
        as: "admin",
        body: { ids: [theirs.ids.newHireId] },
      })),
      holds: async (_, [answer]) => unless(answer?.body.includes('"ok":false') ?? false, "it says that they were sent"),
    },
    calling("a saved view of a colleague is not deleted", "204", ({ ours }) => `DELETE ${path(ours)}`, { as: "hr" }),
    calling("a colleague's saved views are not listed", "200", `GET ${savedViewsRoute}`, { as: "hr" }),
    calling(
      "an organization named in the query changes nothing",
      "200",
      ({ theirs }) => `GET ${newHiresRoute}?organizationId=${theirs.ids.adminId}`,
      {
        as: "admin",
      },
    ),
    calling("an organization named in a header changes nothing", "200", `GET ${newHiresRoute}`, ({ theirs }) => ({
      as: "admin",
      headers: { "x-organization-id": theirs.ids.adminId, "x-tenant": theirs.made.name },
    })),
    calling("their record's page shows nothing of it", ["200", "404"], ({ theirs }) => `GET /onboard/new-hires/${theirs.ids.newHireId}`, {
      as: "admin",
      headers: { accept: "text/html" },
    }),
  ],
};

function path(ours: Scene["ours"]): string {
  return savedViewRoute.replace("{savedViewId}", ours.ids.savedViewId);
}
