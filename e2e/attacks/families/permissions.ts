import { type Attack, calling, type Family } from "@/e2e/attacks/engine/attack";
import { TYPED } from "@/e2e/attacks/engine/leaks";
import type { Role } from "@/e2e/attacks/engine/organization";
import { authorizeRoute, greenhouseRoute, syncRoute, webhookSecretRoute } from "@/lib/platform/paths/greenhouse";
import { bulkActionRoute, bulkActionsRoute, newHireExportRoute, releaseMailRoute } from "@/lib/platform/paths/hires";
import {
  courtesyMailRoute,
  eraseRoute,
  excludeRoute,
  invitationsRoute,
  newHireRoute,
  personalDataRoute,
} from "@/lib/platform/paths/record";
import { invitationSettingsRoute, requiredFieldsRoute, sessionsSettingRoute } from "@/lib/platform/paths/settings";
import { auditExportRoute, auditLogRoute, memberRoute, teamRoute } from "@/lib/platform/paths/team";

const forbidden = "403 forbidden";

function refused(as: Role, what: string, line: string, body?: unknown): Attack {
  const place = (ids: Record<string, string>) => line.replace(/\{(\w+)\}/, (_, name: string) => ids[name] ?? "");
  return calling(`${as === "hr" ? "HR" : "a viewer"} cannot ${what}`, forbidden, ({ ours }) => place(ours.ids), {
    as,
    ...(body === undefined ? {} : { body }),
  });
}

function unknown(name: string, line: string, body: unknown): Attack {
  return calling(name, "422 invalid_fields", ({ ours }) => line.replace(/\{(\w+)\}/, (_, id: "newHireId") => ours.ids[id]), {
    as: "admin",
    body,
  });
}

export const permissions: Family = {
  name: "permissions",
  attacks: [
    refused("viewer", "edit a record", `PATCH ${newHireRoute}`, { version: 1, changes: { location: TYPED } }),
    refused("viewer", "send an invitation", `POST ${invitationsRoute}`),
    refused("viewer", "begin a bulk action", `POST ${bulkActionsRoute}`, { action: "exclude", filter: {} }),
    refused("viewer", "cancel a bulk action", `DELETE ${bulkActionRoute}`),
    refused("viewer", "export hires", `GET ${newHireExportRoute}?format=csv`),
    refused("viewer", "exclude a hire", `POST ${excludeRoute}`, { version: 1 }),
    refused("viewer", "write to a hire", `POST ${courtesyMailRoute}`, { subject: TYPED, text: TYPED }),
    refused("viewer", "start a sync", `POST ${syncRoute}`),
    refused("viewer", "read the team", `GET ${teamRoute}`),
    refused("viewer", "make themselves an admin", `PATCH ${memberRoute}`, { role: "admin" }),
    refused("hr", "invite an admin", `POST ${teamRoute}`, { email: `${TYPED}@evil.example`, name: TYPED, role: "admin" }),
    refused("hr", "remove an admin", `DELETE ${memberRoute.replace("memberId", "adminId")}`),
    refused("hr", "read the audit log", `GET ${auditLogRoute}`),
    refused("hr", "export the audit log", `GET ${auditExportRoute}`),
    refused("hr", "erase a person", `POST ${eraseRoute}`, { confirm: true }),
    refused("hr", "take out a person's data", `GET ${personalDataRoute}`),
    refused("hr", "disconnect Greenhouse", `DELETE ${greenhouseRoute}`),
    refused("hr", "replace the credential", `PUT ${greenhouseRoute}`, { apiVersion: "v3", clientId: TYPED, clientSecret: TYPED }),
    refused("hr", "make a webhook secret", `POST ${webhookSecretRoute}`),
    refused("hr", "begin an approval in Greenhouse", `GET ${authorizeRoute}`),
    refused("hr", "change which fields are required", `PUT ${requiredFieldsRoute}`, { version: 0, fields: [] }),
    refused("hr", "change the email", `PUT ${invitationSettingsRoute}`, { version: 0 }),
    refused("hr", "change when sessions end", `PUT ${sessionsSettingRoute}`, { version: 0 }),
    refused("hr", "let held emails go", `POST ${releaseMailRoute}`),
    unknown("a status cannot be set through the record's form", `PATCH ${newHireRoute}`, { version: 1, changes: { status: "started" } }),
    unknown("the organization cannot be set through the record's form", `PATCH ${newHireRoute}`, {
      version: 1,
      changes: { organizationId: TYPED },
    }),
    unknown("a role that there is not cannot be given", `POST ${teamRoute}`, { email: "a@b.example", name: "A", role: TYPED }),
  ],
};
