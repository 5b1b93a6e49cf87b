import { createHash, randomBytes } from "node:crypto";
import { type Attack, calling, type Family, unless } from "@/e2e/attacks/engine/attack";
import { TYPED } from "@/e2e/attacks/engine/leaks";
import type { Scene } from "@/e2e/attacks/engine/scene";
import { path } from "@/lib/platform/paths/address";
import { noteRoute, startOnboardingRoute } from "@/lib/platform/paths/service";
import { joinRoute } from "@/lib/platform/paths/team";

const guess = () => randomBytes(32).toString("base64url");
const password = `${TYPED} a long enough password`;

function joining(name: string, token: (scene: Scene) => string, answer: string | string[] = "410 link_ended"): Attack {
  return calling(name, answer, `POST ${joinRoute}`, (scene) => ({ body: { token: token(scene), password } }));
}

/** Ends on the page, which explains that the link does not work. */
function starting(name: string, token: (scene: Scene) => string): Attack {
  return {
    ...calling(
      name,
      ["303", "404 not_found", "422 invalid_fields"],
      (scene) => `POST /api/onboarding/${encodeURIComponent(token(scene))}/start`,
    ),
    holds: async ({ origin }, [answer]) => {
      const { location = origin } = answer?.headers ?? {};
      return unless(location.startsWith(`${origin}/onboarding/`) || location === origin, "it leads elsewhere");
    },
  };
}

const flipped = (token: string) => `${token.slice(0, -2)}${token.at(-2) === "A" ? "B" : "A"}${token.slice(-1)}`;

export const tokens: Family = {
  name: "tokens",
  attacks: [
    joining("a guessed link lets nobody join", guess),
    joining("the link to onboarding lets nobody join", ({ theirs }) => theirs.invitationToken),
    joining("a link with one letter changed lets nobody join", ({ theirs }) => flipped(theirs.joinToken)),
    joining("a link with a letter more lets nobody join", ({ theirs }) => `${theirs.joinToken}A`),
    joining("a link in other letters lets nobody join", ({ theirs }) => theirs.joinToken.toUpperCase()),
    joining("the hash of a link lets nobody join", ({ theirs }) => createHash("sha256").update(theirs.joinToken).digest("base64url")),
    joining("an id in place of a link lets nobody join", ({ theirs }) => theirs.ids.memberId),
    joining("an empty link lets nobody join", () => ""),
    joining("SQL in place of a link lets nobody join", () => `' OR "joinTokenHash" IS NOT NULL --${TYPED}`),
    joining("a wildcard in place of a link lets nobody join", () => "%"),
    calling("the right link with a short password lets nobody join yet", "422 invalid_fields", `POST ${joinRoute}`, ({ ours }) => ({
      body: { token: ours.joinToken, password: "short" },
    })),
    calling("a list of links is refused", "422 invalid_fields", `POST ${joinRoute}`, ({ theirs }) => ({
      body: { token: [theirs.joinToken], password },
    })),
    calling("the right link with a role beside it gives no other role", ["422 invalid_fields"], `POST ${joinRoute}`, ({ ours }) => ({
      body: { token: ours.joinToken, password: "short", role: "admin" },
    })),
    {
      name: "guessing links of teammates has to wait",
      answer: ["410 link_ended", "429 too_many_requests"],
      send: (scene) =>
        Promise.all(
          Array.from({ length: 130 }, () =>
            scene.call(`POST ${joinRoute}`, { headers: { "x-forwarded-for": "198.18.1.1" }, body: { token: guess(), password } }),
          ),
        ),
      holds: async (_, answers) =>
        unless(
          answers.some(({ status }) => status === 429),
          "no guess had to wait",
        ),
    },
    starting("a guessed link starts no onboarding", guess),
    starting("a teammate's link starts no onboarding", ({ ours }) => ours.joinToken),
    starting("a link with one letter changed starts no onboarding", ({ theirs }) => flipped(theirs.invitationToken)),
    starting("a link in other letters starts no onboarding", ({ theirs }) => theirs.invitationToken.toLowerCase()),
    starting("the hash of a link starts no onboarding", ({ theirs }) =>
      createHash("sha256").update(theirs.invitationToken).digest("base64url"),
    ),
    starting("an id in place of a link starts no onboarding", ({ theirs }) => theirs.ids.newHireId),
    starting("a link of two thousand letters starts no onboarding", () => TYPED.repeat(200)),
    calling("opening a link changes nothing", "200", ({ ours }) => `GET /onboarding/${ours.invitationToken}`, {
      headers: { accept: "text/html" },
    }),
    calling("asking for a link's head changes nothing", "200", ({ ours }) => `HEAD /onboarding/${ours.invitationToken}`, {
      headers: { accept: "text/html" },
    }),
    calling(
      "starting by address line is refused",
      ["405", "405 method_not_allowed"],
      ({ ours }) => `GET ${path(startOnboardingRoute, ours.invitationToken)}`,
    ),
    calling(
      "another site's form starts no onboarding",
      "403 cross_origin",
      ({ ours }) => `POST ${path(startOnboardingRoute, ours.invitationToken)}`,
      {
        headers: { origin: "https://evil.example" },
      },
    ),
    calling("a note by a guessed link is not taken", "303", () => `POST ${path(noteRoute, guess())}`, { body: { text: TYPED } }),
    calling(
      "a note of a hundred thousand letters is refused",
      "413 payload_too_large",
      ({ ours }) => `POST ${path(noteRoute, ours.invitationToken)}`,
      {
        body: { text: TYPED.repeat(10_000) },
      },
    ),
    calling("a job's door opens to no guessed token", "401 unauthenticated", "POST /api/jobs/sync", {
      headers: { authorization: `Bearer ${TYPED}` },
    }),
    calling("a job's door opens to no other door's token", "401 unauthenticated", "POST /api/jobs/sync", () => ({
      headers: { authorization: `Bearer ${process.env.METRICS_TOKEN}` },
    })),
    calling("the figures' door opens to no session", "401 unauthenticated", "GET /api/metrics", { as: "admin" }),
    calling("the figures' door opens to no password in place of its token", "401 unauthenticated", "GET /api/metrics", () => ({
      headers: { authorization: `Basic ${Buffer.from(`:${process.env.METRICS_TOKEN}`).toString("base64")}` },
    })),
  ],
};
