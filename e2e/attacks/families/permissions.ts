import { type Attack, calling, type Family } from "@/e2e/attacks/engine/attack";
import { TYPED } from "@/e2e/attacks/engine/leaks";
import type { Role } from "@/e2e/attacks/engine/organization";
import * as at from "@/lib/platform/paths";

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
    refused("viewer", "edit a record", `PATCH ${at.newHireRoute}`, { version: 1, changes: { location: TYPED } }),
    refused("viewer", "send an invitation", `POST ${at.invitationsRoute}`),
    refused("viewer", "begin a bulk action", `POST ${at.bulkActionsRoute}`, { action: "exclude", filter: {} }),
    refused("viewer", "cancel a bulk action", `DELETE ${at.bulkActionRoute}`),
    refused("viewer", "export hires", `GET ${at.newHireExportRoute}?format=csv`),
    refused("viewer", "exclude a hire", `POST ${at.excludeRoute}`, { version: 1 }),
    refused("viewer", "write to a hire", `POST ${at.courtesyMailRoute}`, { subject: TYPED, text: TYPED }),
    refused("viewer", "start a sync", `POST ${at.syncRoute}`),
    refused("viewer", "read the team", `GET ${at.teamRoute}`),
    refused("viewer", "make themselves an admin", `PATCH ${at.memberRoute}`, { role: "admin" }),
    refused("hr", "invite an admin", `POST ${at.teamRoute}`, { email: `${TYPED}@evil.example`, name: TYPED, role: "admin" }),
    refused("hr", "remove an admin", `DELETE ${at.memberRoute.replace("memberId", "adminId")}`),
    refused("hr", "read the audit log", `GET ${at.auditLogRoute}`),
    refused("hr", "export the audit log", `GET ${at.auditExportRoute}`),
    refused("hr", "erase a person", `POST ${at.eraseRoute}`, { confirm: true }),
    refused("hr", "take out a person's data", `GET ${at.personalDataRoute}`),
    refused("hr", "disconnect Greenhouse", `DELETE ${at.greenhouseRoute}`),
    refused("hr", "replace the credential", `PUT ${at.greenhouseRoute}`, { apiVersion: "v3", clientId: TYPED, clientSecret: TYPED }),
    refused("hr", "make a webhook secret", `POST ${at.webhookSecretRoute}`),
    refused("hr", "begin an approval in Greenhouse", `GET ${at.authorizeRoute}`),
    refused("hr", "change which fields are required", `PUT ${at.requiredFieldsRoute}`, { version: 0, fields: [] }),
    refused("hr", "change the email", `PUT ${at.invitationSettingsRoute}`, { version: 0 }),
    refused("hr", "change when sessions end", `PUT ${at.sessionsSettingRoute}`, { version: 0 }),
    refused("hr", "let held emails go", `POST ${at.releaseMailRoute}`),
    unknown("a status cannot be set through the record's form", `PATCH ${at.newHireRoute}`, { version: 1, changes: { status: "started" } }),
    unknown("the organization cannot be set through the record's form", `PATCH ${at.newHireRoute}`, {
      version: 1,
      changes: { organizationId: TYPED },
    }),
    unknown("a role that there is not cannot be given", `POST ${at.teamRoute}`, { email: "a@b.example", name: "A", role: TYPED }),
  ],
};
