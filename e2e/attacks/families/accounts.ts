import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { type Attack, calling, type Family, unless } from "@/e2e/attacks/engine/attack";
import type { Answer } from "@/e2e/attacks/engine/client";
import { TYPED } from "@/e2e/attacks/engine/leaks";
import type { Scene } from "@/e2e/attacks/engine/scene";
import { attempt } from "@/e2e/attacks/families/sign-in";
import {
  accountRoute,
  currentOrganizationRoute,
  newPasswordRoute,
  organizationsRoute,
  passwordResetRoute,
  reauthenticationRoute,
} from "@/lib/platform/paths/account";
import { path } from "@/lib/platform/paths/address";
import { memberRoute, teamRoute } from "@/lib/platform/paths/team";

const guess = () => randomBytes(32).toString("base64url");
const password = `${TYPED} a long enough password`;

function resetting(name: string, token: (scene: Scene) => string, answer: string | string[] = "410 link_expired"): Attack {
  return calling(name, answer, (scene) => `POST ${path(newPasswordRoute, token(scene))}`, { body: { password } });
}

function asking(name: string, email: (scene: Scene) => string, given: { headers?: Record<string, string> } = {}): Attack {
  return calling(name, "202", `POST ${passwordResetRoute}`, (scene) => ({ ...given, body: { email: email(scene) } }));
}

/** What an answer shows of a request, beside what differs from one to the next. */
function shown({ status, body, headers }: Answer): string {
  return JSON.stringify([status, body, headers["content-type"], headers["content-length"], headers["cache-control"]]);
}

/** What a member looks like, beside the address, ids and times. */
function shape({ status, body }: Answer): string {
  const { name, role, state, isYou } = JSON.parse(body);
  return JSON.stringify([status, Object.keys(JSON.parse(body)), name, role, state, isYou]);
}

/** Asks for a person's link, which is made after the answer, and waits until it stands. */
async function askedFor(scene: Scene, email: string, headers: Record<string, string> = {}): Promise<Answer> {
  const entries = () => scene.tables.value(`SELECT count(*)::int FROM "AuditEntry" WHERE action = 'user.reset_requested'`);
  const before = await entries();
  const answer = await scene.call(`POST ${passwordResetRoute}`, { headers, body: { email } });
  for (let tries = 0; tries < 100 && (await entries()) === before; tries++) await sleep(50);
  return answer;
}

const asked: Attack["moves"] = { Account: "the link", AuditEntry: "that it was asked for", job: "the email" };

export const accounts: Family = {
  name: "accounts",
  attacks: [
    {
      name: "asking for a password's link tells nothing about the address",
      answer: "202",
      moves: asked,
      send: async (scene) => [
        await askedFor(scene, scene.theirs.made.hr.email),
        await scene.call(`POST ${passwordResetRoute}`, { body: { email: "unknown@northwind.example" } }),
      ],
      holds: async (_, answers) => unless(new Set(answers.map(shown)).size === 1, "the answers differ"),
    },
    asking("a link for an address without an account writes nothing", () => "unknown@northwind.example"),
    asking("a wildcard finds no account to reset", () => "%@northwind.example"),
    asking("SQL in place of an address finds no account to reset", () => `' OR 1=1 --${TYPED}`),
    asking("two addresses in one are no address", ({ theirs }) => `${theirs.made.hr.email},${TYPED}@evil.example`),
    asking("a line break adds no recipient", ({ theirs }) => `${theirs.made.hr.email}\nBcc: ${TYPED}@evil.example`),
    calling("a list of addresses is refused", "422 invalid_fields", `POST ${passwordResetRoute}`, ({ theirs }) => ({
      body: { email: [theirs.made.hr.email, `${TYPED}@evil.example`] },
    })),
    {
      name: "another site's host in a request does not stand in the email's link",
      answer: ["202", "400"],
      moves: asked,
      send: (scene) => askedFor(scene, scene.theirs.made.viewer.email, { host: "evil.example", "x-forwarded-host": "evil.example" }),
      holds: async ({ tables }) => {
        const found = await tables.value(`SELECT count(*)::int FROM pgboss.job WHERE data::text LIKE '%evil%'`);
        return unless(found === 0, "the job names the other site");
      },
    },
    {
      name: "asking for many links has to wait",
      answer: ["202", "429 too_many_requests"],
      send: (scene) =>
        Promise.all(
          Array.from({ length: 40 }, (_, number) =>
            scene.call(`POST ${passwordResetRoute}`, {
              headers: { "x-forwarded-for": "198.18.2.1" },
              body: { email: `unknown${number}@northwind.example` },
            }),
          ),
        ),
      holds: async (_, answers) =>
        unless(
          answers.some(({ status }) => status === 429),
          "no request had to wait",
        ),
    },
    resetting("a guessed link sets no password", guess),
    resetting("a teammate's link sets no password", ({ theirs }) => theirs.joinToken),
    resetting("a new hire's link sets no password", ({ theirs }) => theirs.invitationToken),
    resetting("an id in place of a link sets no password", ({ theirs }) => theirs.ids.adminId),
    resetting("SQL in place of a link sets no password", () => `' OR "resetTokenHash" IS NOT NULL --${TYPED}`),
    resetting("a wildcard in place of a link sets no password", () => "%"),
    calling(
      "no one enters an organization that they are no member of",
      "404 not_found",
      `PUT ${currentOrganizationRoute}`,
      ({ theirs }) => ({
        as: "admin",
        body: { organizationId: theirs.ids.organizationId },
      }),
    ),
    calling("the list of organizations is one's own", "200", `GET ${organizationsRoute}`, { as: "admin" }),
    calling("a page of another organization writes nothing", "409 organization_changed", `PATCH ${accountRoute}`, ({ theirs }) => ({
      as: "hr",
      headers: { "x-organization": theirs.ids.organizationId },
      body: { name: TYPED },
    })),
    calling("a page that was made for someone else writes nothing", "409 person_changed", `PATCH ${accountRoute}`, ({ theirs }) => ({
      as: "hr",
      headers: { "x-person": theirs.ids.adminId },
      body: { name: TYPED },
    })),
    calling("naming another organization in a header shows none of it", "409 organization_changed", `GET ${teamRoute}`, ({ theirs }) => ({
      as: "admin",
      headers: { "x-organization": theirs.ids.organizationId },
    })),
    calling("a person does not raise their own role", "200", `PATCH ${accountRoute}`, {
      as: "viewer",
      body: { role: "admin", email: `${TYPED}@evil.example`, organizationId: TYPED },
    }),
    calling("a session alone changes no password", "422 invalid_fields", `PATCH ${accountRoute}`, { as: "hr", body: { password } }),
    calling("a session with a wrong password changes none", "422 invalid_fields", `PATCH ${accountRoute}`, {
      as: "hr",
      body: { password, currentPassword: TYPED },
    }),
    calling("a wrong password proves nothing", "422 invalid_fields", `POST ${reauthenticationRoute}`, {
      as: "admin",
      body: { password: TYPED },
    }),
    {
      name: "inviting tells nothing about an account elsewhere",
      answer: "201",
      moves: { User: "the invitations", AuditEntry: "their entries", job: "the emails" },
      send: async (scene) => {
        // The admin typed the address, so it may stand in the answer.
        const invite = async (email: string) => {
          const answer = await scene.call(`POST ${teamRoute}`, { as: "admin", body: { email, name: "Somebody", role: "viewer" } });
          return { ...answer, body: answer.body.replaceAll(email, "typed") };
        };
        const answers = [await invite(scene.theirs.made.hr.email), await invite(`${randomBytes(6).toString("hex")}@northwind.example`)];
        for (const { body } of answers) await scene.call(`DELETE ${path(memberRoute, JSON.parse(body).id)}`, { as: "admin" });
        return answers;
      },
      holds: async (_, answers) => unless(new Set(answers.map(shape)).size === 1, "the answers differ"),
    },
    {
      name: "an invitation that no one accepted gives no access and keeps no one out",
      answer: ["200", "401 invalid_sign_in"],
      moves: { Session: "their own sign-in", User: "when they entered last", AuditEntry: "that they signed in" },
      send: async (scene) => {
        const { email } = scene.theirs.made.hr;
        return [await attempt(scene, { email, password: TYPED }), await attempt(scene, { email, password: scene.theirs.made.hr.password })];
      },
      holds: async (_, answers) => unless(answers.map(({ status }) => status).join() === "401,200", "the person could not sign in"),
    },
  ],
};
