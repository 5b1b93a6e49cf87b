import { encode } from "next-auth/jwt";
import { type Attack, calling, type Family, unless } from "@/e2e/attacks/engine/attack";
import { call, cookiesOf } from "@/e2e/attacks/engine/client";
import { TYPED } from "@/e2e/attacks/engine/leaks";
import { signedIn } from "@/e2e/attacks/engine/organization";
import type { Scene } from "@/e2e/attacks/engine/scene";
import { csrfRoute, ownSessionRoute, ownSessionsRoute, signOutRoute } from "@/lib/platform/paths/account";
import { path } from "@/lib/platform/paths/address";
import { dashboardRoute, newHiresRoute } from "@/lib/platform/paths/hires";

const COOKIE = "next-auth.session-token";
const refused = "401 unauthenticated";
const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

function withCookie(name: string, cookie: (scene: Scene) => string | Promise<string>): Attack {
  return { name, answer: refused, send: async (scene) => scene.call(`GET ${newHiresRoute}`, { headers: { cookie: await cookie(scene) } }) };
}

const tokenOf = (cookies: string) => cookies.split(`${COOKIE}=`)[1]?.split(";")[0] ?? "";

async function signOut(scene: Scene, cookies: string) {
  const csrf = await call(scene.origin, `GET ${csrfRoute}`, { headers: { cookie: cookies } });
  const { csrfToken } = JSON.parse(csrf.body);
  const cookie = [cookies, ...cookiesOf(csrf)].join("; ");
  return call(scene.origin, `POST ${signOutRoute}`, { headers: { cookie }, body: { csrfToken, json: "true" } });
}

const aSession = { User: "when they entered last", Session: "a session begins and ends", AuditEntry: "signing in and out are recorded" };

export const sessions: Family = {
  name: "sessions",
  attacks: [
    withCookie("a token without a signature is no session", ({ theirs }) => {
      const claims = { userId: theirs.ids.adminId, sessionId: theirs.ids.sessionId };
      return `${COOKIE}=${base64url({ alg: "none" })}.${base64url(claims)}.`;
    }),
    withCookie("a token that another secret sealed is no session", async ({ theirs }) => {
      const token = { userId: theirs.ids.adminId, sessionId: theirs.ids.sessionId, organizationId: theirs.ids.adminId, sessionVersion: 1 };
      return `${COOKIE}=${await encode({ token, secret: `${TYPED} another secret of some length` })}`;
    }),
    withCookie("a sealed token of which one letter was changed is no session", ({ ours }) => {
      const token = tokenOf(ours.cookies.admin);
      return `${COOKIE}=${token.slice(0, 60)}${token[60] === "A" ? "B" : "A"}${token.slice(61)}`;
    }),
    withCookie("a part of a token is no session", ({ ours }) => `${COOKIE}=${tokenOf(ours.cookies.admin).slice(0, -10)}`),
    withCookie("an id is no session", ({ theirs }) => `${COOKIE}=${theirs.ids.sessionId}`),
    withCookie("the cookie for https is none on a portal without it", ({ ours }) => `__Host-${COOKIE}=${tokenOf(ours.cookies.admin)}`),
    withCookie("pieces of a cookie are not put together", ({ ours }) => {
      const token = tokenOf(ours.cookies.admin);
      return `${COOKIE}.0=${token.slice(0, 40)}; ${COOKIE}.1=${token.slice(40)}`;
    }),
    calling(
      "a session in the address is none",
      refused,
      ({ ours }) => `GET ${newHiresRoute}?session=${encodeURIComponent(tokenOf(ours.cookies.admin))}`,
    ),
    calling("a session as a bearer token is none", refused, `GET ${newHiresRoute}`, ({ ours }) => ({
      headers: { authorization: `Bearer ${tokenOf(ours.cookies.admin)}` },
    })),
    calling("a name and password with the call are no session", refused, `GET ${newHiresRoute}`, ({ ours: { made } }) => ({
      headers: { authorization: `Basic ${Buffer.from(`${made.admin.email}:${made.admin.password}`).toString("base64")}` },
    })),
    calling(
      "a session of another organization is not ended",
      "404 not_found",
      ({ theirs }) => `DELETE ${path(ownSessionRoute, theirs.ids.sessionId)}`,
      {
        as: "admin",
      },
    ),
    calling("a colleague's session is not ended", "404 not_found", ({ ours }) => `DELETE ${path(ownSessionRoute, ours.ids.sessionId)}`, {
      as: "hr",
    }),
    {
      name: "a copy of the cookie is no session any more once its owner signed out",
      answer: ["200", refused],
      moves: aSession,
      async send(scene) {
        const cookie = await signedIn(scene.origin, scene.ours.made.viewer, scene.address());
        return [await signOut(scene, cookie), await scene.call(`GET ${dashboardRoute}`, { headers: { cookie } })];
      },
      holds: async (_, answers) => unless(answers.at(-1)?.status === 401, "the copy still opens"),
    },
    {
      name: "a session that a browser held before is replaced when someone signs in",
      answer: ["200", refused],
      moves: aSession,
      async send(scene) {
        const former = await signedIn(scene.origin, scene.ours.made.viewer, scene.address());
        const csrf = await call(scene.origin, `GET ${csrfRoute}`, { headers: { cookie: former } });
        const { email, password } = scene.ours.made.viewer;
        const body = { csrfToken: JSON.parse(csrf.body).csrfToken, email, password, json: "true" };
        const cookie = [former, ...cookiesOf(csrf)].join("; ");
        const again = await scene.call("POST /api/auth/callback/credentials", { headers: { cookie }, body });
        return [again, await scene.call(`GET ${dashboardRoute}`, { headers: { cookie: former } })];
      },
      holds: async (_, answers) => unless(answers.at(-1)?.status === 401, "the session that was there still opens"),
    },
    calling("signing somebody out from another site is refused", "403 cross_origin", `POST ${signOutRoute}`, {
      as: "admin",
      headers: { origin: "https://evil.example", "content-type": "application/x-www-form-urlencoded" },
      body: "csrfToken=a",
    }),
    calling("signing somebody out without the token against forgery is refused", "401 invalid_sign_in", `POST ${signOutRoute}`, {
      as: "admin",
      body: { csrfToken: "a".repeat(64), json: "true" },
    }),
    calling("ending all sessions from another site is refused", "403 cross_origin", `DELETE ${ownSessionsRoute}`, {
      as: "admin",
      headers: { "sec-fetch-site": "cross-site" },
    }),
  ],
};
