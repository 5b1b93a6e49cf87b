import { type Attack, calling, type Family, unless } from "@/e2e/attacks/engine/attack";
import { TYPED } from "@/e2e/attacks/engine/leaks";
import type { Scene } from "@/e2e/attacks/engine/scene";
import { greenhouseRoute, syncRoute } from "@/lib/platform/paths/greenhouse";
import { dashboardRoute, newHiresRoute, savedViewsRoute } from "@/lib/platform/paths/hires";
import { auditLogRoute, teamRoute } from "@/lib/platform/paths/team";

const html = { accept: "text/html" };
const view = { name: TYPED, query: "" };
const host = (scene: Scene) => new URL(scene.origin).host;

function fromElsewhere(name: string, headers: (scene: Scene) => Record<string, string>): Attack {
  return calling(name, "403 cross_origin", `POST ${savedViewsRoute}`, (scene) => ({ as: "admin", headers: headers(scene), body: view }));
}

/** The address a browser is sent to has to be the portal's own, whatever a caller says that the portal is called. */
function ledHome(name: string, line: string, headers: Record<string, string>, answer: string[] = ["303", "307"]): Attack {
  return {
    ...calling(name, answer, line, { headers: { ...html, ...headers } }),
    holds: async ({ origin }, [got]) => {
      const { location = "/" } = got?.headers ?? {};
      const isHome = new URL(location, origin).origin === origin && !/evil/.test(new URL(location, origin).host);
      return unless(isHome && !got?.body.includes("http://evil.example"), `it leads to ${location}`);
    },
  };
}

function private_(name: string, line: string, headers: Record<string, string> = {}): Attack {
  return {
    ...calling(name, ["200"], line, { as: "admin", headers }),
    holds: async (_, [answer]) => unless(/no-store/.test(answer?.headers["cache-control"] ?? ""), "a cache may keep it"),
  };
}

export const origins: Family = {
  name: "origins",
  attacks: [
    fromElsewhere("a change from another site is refused", () => ({ origin: "https://evil.example" })),
    fromElsewhere("a change from a site whose name begins with ours is refused", (scene) => ({ origin: `${scene.origin}.evil.example` })),
    fromElsewhere("a change from our host over another port is refused", () => ({ origin: "http://127.0.0.1:1" })),
    fromElsewhere("a change from our host by another protocol's page is refused", (scene) => ({
      origin: `${scene.origin}`,
      "sec-fetch-site": "cross-site",
    })),
    fromElsewhere("a change from a page without an origin is refused", () => ({ origin: "null" })),
    fromElsewhere("a change from a page without an origin and another site is refused", () => ({
      origin: "null",
      "sec-fetch-site": "cross-site",
    })),
    fromElsewhere("a change from another site with our address as a path is refused", (scene) => ({
      origin: `https://evil.example/${host(scene)}`,
    })),
    fromElsewhere("a change from a name that a proxy is said to have is refused", () => ({
      origin: "https://evil.example",
      "x-forwarded-host": "evil.example",
    })),
    fromElsewhere("a change from an extension is refused", () => ({ origin: "chrome-extension://abcdefgh" })),
    calling(
      "another site reads no answer before it asks",
      ["204", "200", "400", "405", "405 method_not_allowed"],
      `OPTIONS ${savedViewsRoute}`,
      {
        headers: { origin: "https://evil.example", "access-control-request-method": "POST" },
      },
    ),
    {
      ...calling("another site may not read what a browser gets", "200", `GET ${dashboardRoute}`, {
        as: "admin",
        headers: { origin: "https://evil.example" },
      }),
      holds: async (_, [answer]) =>
        unless(!Object.keys(answer?.headers ?? {}).some((name) => name.startsWith("access-control")), "another origin may read it"),
    },
  ],
};

export const headers: Family = {
  name: "headers",
  attacks: [
    ledHome("an invented host does not lead a browser away", "GET /", { host: "evil.example" }),
    ledHome("an invented forwarded host does not lead a browser away", "GET /", { "x-forwarded-host": "evil.example" }),
    ledHome("an invented forwarded protocol does not lead a browser away", "GET /onboard/new-hires", {
      "x-forwarded-proto": "ftp",
      "x-forwarded-port": "1",
    }),
    ledHome("an invented Forwarded header does not lead a browser away", "GET /settings/team", {
      forwarded: "host=evil.example;proto=https",
    }),
    calling("a header that names a method changes no method", "405", `POST ${teamRoute.replace("team", "dashboard")}`, {
      as: "admin",
      headers: { "x-http-method-override": "GET" },
    }),
    calling("a DELETE behind a GET is a GET", "200", `GET ${greenhouseRoute}`, {
      as: "admin",
      headers: { "x-http-method-override": "DELETE", "x-method-override": "DELETE" },
    }),
    calling("a method in the query is none", "200", `GET ${greenhouseRoute}?_method=DELETE`, { as: "admin" }),
    calling("a header that names an address opens no other door", "403 forbidden", `GET ${auditLogRoute}`, {
      as: "viewer",
      headers: { "x-original-url": dashboardRoute, "x-rewrite-url": dashboardRoute },
    }),
    calling("a header for the framework's own use opens no page", "307", "GET /onboard/new-hires", {
      headers: { ...html, "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" },
    }),
    calling("a header for the framework's own data opens no page", ["307", "404", "200"], "GET /onboard/new-hires", {
      headers: { rsc: "1", "next-router-state-tree": "%5B%22%22%5D" },
    }),
    calling("the address that the portal's own headers name opens no page", "307", "GET /settings/audit-log", {
      headers: { ...html, "x-portal-path": "/sign-in", "x-invoke-path": "/sign-in" },
    }),
    calling("a change that says it is no change is refused", "401 unauthenticated", `POST ${syncRoute}`, {
      headers: { purpose: "prefetch", "sec-purpose": "prefetch" },
    }),
    calling("TRACE is not answered with what was sent", "405", "TRACE /api/dashboard", {
      as: "admin",
    }),
    calling("a method that there is not is refused", ["400", "405", "405 method_not_allowed"], `PROPFIND ${newHiresRoute}`, {
      as: "admin",
    }),
    calling("headers of twenty kilobytes are refused", ["431", "413"], `GET ${newHiresRoute}`, {
      headers: { "x-large": TYPED.repeat(2_000) },
    }),
    {
      ...calling("a request id of the caller's making reaches no log", "200", `GET ${dashboardRoute}`, {
        as: "admin",
        headers: { "x-request-id": `${TYPED}","level":60,"a":"` },
      }),
      holds: async (_, [answer]) => unless(!String(answer?.headers["x-request-id"]).includes(TYPED), "the id was taken over"),
    },
    {
      name: "a length and chunks in one request are refused",
      answer: "400",
      send: (scene) =>
        scene.raw(`POST ${savedViewsRoute} HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nG`),
    },
    {
      name: "two lengths in one request are refused",
      answer: "400",
      send: (scene) => scene.raw(`POST ${savedViewsRoute} HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 40\r\n\r\n{}`),
    },
    {
      name: "a header that goes on in a second line is refused",
      answer: "400",
      send: (scene) => scene.raw(`GET ${newHiresRoute} HTTP/1.1\r\nHost: a\r\nCookie: a\r\n : b\r\nConnection: close\r\n\r\n`),
    },
    {
      name: "a request without a host is refused",
      answer: "400",
      send: (scene) => scene.raw("GET / HTTP/1.1\r\nConnection: close\r\n\r\n"),
    },
    {
      name: "a whole address as another server's path is refused",
      answer: "400",
      send: (scene) => scene.raw("GET http://169.254.169.254/latest HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"),
    },
  ],
};

export const redirects: Family = {
  name: "redirects",
  attacks: [
    ...[
      "//evil.example",
      "https://evil.example",
      "/\\evil.example",
      "/%09/evil.example",
      "javascript:alert(1)",
      "/sign-in/../../evil.example",
      "%2f%2fevil.example",
    ].map((next) => ({
      ...calling(`sign-in leads nobody on to ${next}`, ["200", "303", "307"], `GET /sign-in?next=${encodeURIComponent(next)}`, {
        as: "viewer" as const,
        headers: html,
      }),
      holds: async ({ origin }: Scene, [answer]: readonly { headers: Record<string, unknown>; body: string }[]) => {
        const location = new URL(String(answer?.headers.location ?? "/"), origin);
        const refreshed = /http-equiv="refresh" content="[^"]*url=([^"]*)"/i.exec(answer?.body ?? "")?.[1] ?? "/";
        return unless(
          location.origin === origin && new URL(refreshed, origin).origin === origin,
          `it leads to ${location.href} or ${refreshed}`,
        );
      },
    })),
    ledHome("two slashes before an address lead nobody away", "GET //evil.example/%2e%2e", {}, ["307", "308", "404"]),
    ledHome("a slash behind an address leads nobody away", "GET //evil.example/", {}, ["307", "308", "404"]),
    ledHome("a backslash before an address leads nobody away", "GET /%5cevil.example/", {}, ["307", "308", "404"]),
    {
      ...calling(
        "coming back from Greenhouse without having gone there changes nothing",
        "303",
        `GET ${greenhouseRoute}/callback?state=${TYPED}&code=${TYPED}&redirect_uri=https://evil.example`,
        { as: "admin" },
      ),
      holds: async ({ origin }, [answer]) =>
        unless(answer?.headers.location?.startsWith(`${origin}/settings/`) ?? false, "it leads elsewhere"),
    },
  ],
};

export const caching: Family = {
  name: "caching",
  attacks: [
    private_("no cache keeps a list of hires", `GET ${newHiresRoute}`),
    private_("no cache keeps the team", `GET ${teamRoute}`),
    private_("no cache keeps a page of hires", "GET /onboard/new-hires", html),
    private_("no cache keeps the settings' page", "GET /settings/team", html),
    {
      ...calling("a page under the name of a style sheet is no style sheet", ["200", "404", "307"], "GET /onboard/new-hires/a.css", {
        as: "admin",
        headers: html,
      }),
      holds: async (_, [answer]) => unless(/no-store/.test(answer?.headers["cache-control"] ?? ""), "a cache may keep it"),
    },
    {
      ...calling("a list under the name of a picture does not exist", "404 not_found", `GET ${newHiresRoute}/a.png`, { as: "admin" }),
      holds: async (_, [answer]) => unless(/no-store/.test(answer?.headers["cache-control"] ?? ""), "a cache may keep it"),
    },
    {
      ...calling("a refusal is kept by no cache", "401 unauthenticated", `GET ${newHiresRoute}`),
      holds: async (_, [answer]) => unless(/no-store/.test(answer?.headers["cache-control"] ?? ""), "a cache may keep it"),
    },
    {
      ...calling(
        "the new hire's page is kept by no cache and says nobody where it stands",
        "200",
        ({ ours }) => `GET /onboarding/${ours.invitationToken}`,
        { headers: html },
      ),
      holds: async (_, [answer]) =>
        unless(
          /no-store/.test(answer?.headers["cache-control"] ?? "") && answer?.headers["referrer-policy"] === "no-referrer",
          "a cache or a site may know it",
        ),
    },
  ],
};
