import { type Attack, type Family, unless } from "@/e2e/attacks/engine/attack";
import type { Answer } from "@/e2e/attacks/engine/client";
import type { Scene } from "@/e2e/attacks/engine/scene";
import { path } from "@/lib/platform/paths/address";
import { syncRoute } from "@/lib/platform/paths/greenhouse";
import { savedViewsRoute } from "@/lib/platform/paths/hires";
import { invitationsRoute, newHireRoute } from "@/lib/platform/paths/record";
import { startOnboardingRoute } from "@/lib/platform/paths/service";
import { syncSettingRoute } from "@/lib/platform/paths/settings";
import { joinRoute, memberRoute, teamRoute } from "@/lib/platform/paths/team";

const AT_ONCE = 8;

function together(call: (number: number) => Promise<Answer>): Promise<Answer[]> {
  return Promise.all(Array.from({ length: AT_ONCE }, (_, number) => call(number)));
}

const succeeded = (answers: readonly Answer[]) => answers.filter(({ status }) => status < 300).length;

function onceOnly(answers: readonly Answer[]): string | null {
  return unless(succeeded(answers) === 1, `${succeeded(answers)} of ${answers.length} came through`);
}

function entriesOf(scene: Scene, action: string, id: string): Promise<unknown> {
  return scene.tables.value(`SELECT count(*)::int FROM "AuditEntry" WHERE action = $1 AND subject LIKE '%' || $2`, [action, id]);
}

const once = "the one change that the race is about";
const record = {
  NewHire: once,
  HireEvent: once,
  Invitation: once,
  AuditEntry: once,
  NewHireCount: "counts follow",
  job: "the job of the one change",
};

const attacks: Attack[] = [
  {
    name: "of eight edits of the same version, one is saved",
    answer: ["200", "409 version_conflict"],
    moves: record,
    async send(scene) {
      const address = path(newHireRoute, scene.ours.ids.pendingHireId);
      const { version } = JSON.parse((await scene.call(`GET ${address}`, { as: "hr" })).body);
      return together((number) =>
        scene.call(`PATCH ${address}`, { as: "hr", body: { version, changes: { location: `Place ${number}` } } }),
      );
    },
    holds: async (_, answers) => onceOnly(answers),
  },
  {
    name: "of eight further invitations at once, one is sent",
    answer: ["201", "200", "202", "429 resend_too_soon", "409 version_conflict"],
    moves: record,
    async send(scene) {
      // The one that was sent a moment ago would refuse them all.
      await scene.tables.value(
        `UPDATE "Invitation" SET "createdAt" = "createdAt" - interval '1 hour', "sentAt" = "sentAt" - interval '1 hour' WHERE "newHireId" = $1`,
        [scene.ours.ids.secondHireId],
      );
      return together(() => scene.call(`POST ${path(invitationsRoute, scene.ours.ids.secondHireId)}`, { as: "hr" }));
    },
    holds: async (scene, answers) =>
      onceOnly(answers) ??
      unless(
        (await scene.tables.value(`SELECT count(*)::int FROM "Invitation" WHERE "newHireId" = $1`, [scene.ours.ids.secondHireId])) === 2,
        "there are not two invitations",
      ),
  },
  {
    name: "of eight starts by the same link, one is recorded",
    answer: "303",
    moves: record,
    send: (scene) => together(() => scene.call(`POST ${path(startOnboardingRoute, scene.ours.invitationToken)}`)),
    holds: async (scene) => {
      const entries = await entriesOf(scene, "invitation.accepted", scene.ours.ids.newHireId);
      return unless(entries === 1, `${entries} entries say that it was accepted`);
    },
  },
  {
    name: "of eight who join by the same link, one sets the password",
    // Who comes after the account is there is asked for its password.
    answer: ["200", "410 link_ended", "422 invalid_fields"],
    moves: { User: once, Account: once, AuditEntry: once },
    send: (scene) =>
      together((number) =>
        scene.call(`POST ${joinRoute}`, { body: { token: scene.ours.joinToken, password: `a long password number ${number}` } }),
      ),
    holds: async (_, answers) => onceOnly(answers),
  },
  {
    name: "a link that somebody joined by opens nothing again",
    answer: "410 link_ended",
    send: (scene) => scene.call(`POST ${joinRoute}`, { body: { token: scene.ours.joinToken, password: "another long password of mine" } }),
  },
  {
    name: "of eight syncs that are asked for at once, one is begun",
    answer: "202",
    moves: { SyncRun: once, SyncSchedule: once, PartnerIntegration: once, job: "the job of the one sync" },
    send: (scene) => together(() => scene.call(`POST ${syncRoute}`, { as: "hr" })),
    holds: async (_, answers) => unless(new Set(answers.map(({ body }) => body)).size === 1, "several were begun"),
  },
  {
    name: "of eight saved views of one name, one is kept",
    answer: ["201", "409 version_conflict"],
    moves: { SavedView: once },
    send: (scene) =>
      together((number) => scene.call(`POST ${savedViewsRoute}`, { as: "hr", body: { name: "Mine", query: `limit=${number + 1}` } })),
    holds: async (scene) =>
      unless((await scene.tables.value(`SELECT count(*)::int FROM "SavedView" WHERE name = 'Mine'`)) === 1, "several are kept"),
  },
  {
    name: "of eight changes to one version of a setting, one is saved",
    answer: ["200", "409 version_conflict"],
    moves: { OrganizationSetting: once, AuditEntry: once, SyncSchedule: once },
    async send(scene) {
      const { version } = JSON.parse((await scene.call(`GET ${syncSettingRoute}`, { as: "admin" })).body);
      return together((number) => scene.call(`PUT ${syncSettingRoute}`, { as: "admin", body: { version, intervalMinutes: 15 + number } }));
    },
    holds: async (_, answers) => onceOnly(answers),
  },
  {
    name: "two last admins who remove each other at once leave one",
    answer: ["204", "200", "409 last_admin", "401 unauthenticated", "403 forbidden"],
    moves: { User: once, Account: once, AuditEntry: once, Session: once, SavedView: once, NoticeMute: once },
    async send(scene) {
      const { cookies, made } = scene.theirs;
      const as = (cookie: string) => ({ headers: { cookie } });
      const team: { id: string; email: string }[] = JSON.parse((await scene.call(`GET ${teamRoute}`, as(cookies.admin))).body).items;
      const idOf = (email: string) => team.find((one) => one.email === email)?.id ?? "";
      const address = (email: string) => path(memberRoute, idOf(email));
      const promoted = await scene.call(`PATCH ${address(made.hr.email)}`, { ...as(cookies.admin), body: { role: "admin" } });
      if (promoted.status !== 200) return promoted;
      return Promise.all([
        scene.call(`DELETE ${address(made.hr.email)}`, as(cookies.admin)),
        scene.call(`DELETE ${address(made.admin.email)}`, as(cookies.hr)),
      ]);
    },
    holds: async (scene, answers) => unless(succeeded(answers) === 1 && (await adminsOf(scene)) === 1, "not exactly one admin is left"),
  },
];

function adminsOf({ tables, theirs }: Scene): Promise<unknown> {
  return tables.value(
    `SELECT count(*)::int FROM "User" u JOIN "Organization" o ON o.id = u."organizationId" WHERE o.name = $1 AND u.role = 'admin'`,
    [theirs.made.name],
  );
}

/** These write what they are about, once; they come last. */
export const races: Family = { name: "races", attacks };
