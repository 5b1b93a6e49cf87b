import { type Attack, calling, type Family, unless } from "@/e2e/attacks/engine/attack";
import { call, cookiesOf } from "@/e2e/attacks/engine/client";
import { TYPED } from "@/e2e/attacks/engine/leaks";
import type { Scene } from "@/e2e/attacks/engine/scene";
import { credentialsRoute, csrfRoute } from "@/lib/platform/paths/account";

const nobody = `${TYPED}@nobody.example`;
const guess = { email: nobody, password: `${TYPED} a guess` };

/** Tries a sign-in as a browser does: with a token against forgery and its cookie. */
export async function attempt(scene: Scene, fields: Record<string, unknown>, headers: Record<string, string> = {}) {
  const csrf = await call(scene.origin, `GET ${csrfRoute}`);
  const own = { cookie: cookiesOf(csrf).join("; "), "x-forwarded-for": scene.address() };
  const body = { csrfToken: JSON.parse(csrf.body).csrfToken, json: "true", ...fields };
  return call(scene.origin, `POST ${credentialsRoute}`, { headers: { ...own, ...headers }, body });
}

function trying(name: string, answer: string, fields: Record<string, unknown>, headers?: Record<string, string>): Attack {
  return { name, answer, send: (scene) => attempt(scene, fields, headers) };
}

const failedSignIn = { AuditEntry: "a wrong password of a known account stands in its organization's audit log" };

async function guesses(scene: Scene, count: number, headers: (at: number) => Record<string, string>, email: string) {
  const answers = [];
  for (let at = 0; at < count; at++) answers.push(await attempt(scene, { ...guess, email }, headers(at)));
  return answers;
}

export const signIn: Family = {
  name: "sign-in",
  attacks: [
    trying("a guessed account is refused without saying whether it exists", "401 invalid_sign_in", guess),
    {
      name: "a known and an unknown account are answered with the same words",
      answer: "401 invalid_sign_in",
      moves: failedSignIn,
      async send(scene) {
        const known = await attempt(scene, { ...guess, email: scene.theirs.made.viewer.email });
        await entryCame(scene);
        return [known, await attempt(scene, guess)];
      },
      holds: async (_, [known, unknown]) => unless(known?.body === unknown?.body, "the two answers differ"),
    },
    {
      name: "guessing from one address has to wait after ten attempts",
      answer: ["401 invalid_sign_in", "429 too_many_requests"],
      send: (scene) => guesses(scene, 12, () => ({ "x-forwarded-for": "198.18.0.1" }), `one.${nobody}`),
      holds: async (_, answers) => unless(answers.at(-1)?.status === 429, "the twelfth attempt did not wait"),
    },
    {
      name: "invented proxies before one's own address make nobody another caller",
      answer: ["401 invalid_sign_in", "429 too_many_requests"],
      send: (scene) => guesses(scene, 12, (at) => ({ "x-forwarded-for": `203.0.113.${at}, 198.18.0.2` }), `two.${nobody}`),
      holds: async (_, answers) => unless(answers.at(-1)?.status === 429, "the twelfth attempt did not wait"),
    },
    {
      name: "guessing one account from many addresses has to wait after fifty attempts",
      answer: ["401 invalid_sign_in", "429 too_many_requests"],
      send: (scene) => guesses(scene, 52, (at) => ({ "x-forwarded-for": `198.19.0.${at}` }), `three.${nobody}`),
      holds: async (_, answers) => unless(answers.at(-1)?.status === 429, "the last attempt did not wait"),
    },
    {
      name: "twenty guesses at the same moment are all counted",
      answer: ["401 invalid_sign_in", "429 too_many_requests"],
      send: (scene) =>
        Promise.all(
          Array.from({ length: 20 }, () => attempt(scene, { ...guess, email: `four.${nobody}` }, { "x-forwarded-for": "198.18.0.4" })),
        ),
      holds: async (_, answers) =>
        unless(answers.filter(({ status }) => status === 401).length <= 10, "more than ten passwords were checked"),
    },
    {
      name: "letters and blanks of another kind make no other account to guess at",
      answer: ["401 invalid_sign_in", "429 too_many_requests"],
      send: (scene) => {
        const written = (at: number) => (at % 2 === 0 ? ` five.${nobody.toUpperCase()} ` : `five.${nobody}`);
        const one = (at: number) => attempt(scene, { ...guess, email: written(at) }, { "x-forwarded-for": "198.18.0.5" });
        return Promise.all(Array.from({ length: 14 }, (_, at) => one(at)));
      },
      holds: async (_, answers) =>
        unless(
          answers.some(({ status }) => status === 429),
          "no attempt had to wait",
        ),
    },
    trying("SQL as an email address finds nobody", "401 invalid_sign_in", { ...guess, email: `' OR 1=1 -- ${TYPED}` }),
    trying("an object as an email address is refused", "422 invalid_fields", { ...guess, email: { $ne: null, [TYPED]: 1 } }),
    trying("a list as a password is refused", "422 invalid_fields", { ...guess, password: [TYPED] }),
    trying("a NUL character in a password is refused", "422 invalid_fields", { ...guess, password: `\0${TYPED}` }),
    trying("a password of 64 KiB is refused unread", "413 payload_too_large", { ...guess, password: TYPED.repeat(6_500) }),
    trying("a form's data in parts is refused", "415 unsupported_media_type", guess, { "content-type": "multipart/form-data; boundary=a" }),
    trying("JSON that is sent as plain text is refused", "415 unsupported_media_type", guess, { "content-type": "text/plain" }),
    trying("another site's sign-in form is refused", "403 cross_origin", guess, { origin: "https://evil.example" }),
    trying("a wrong token against forgery is refused", "401 invalid_sign_in", { ...guess, csrfToken: "0".repeat(64) }),
    calling("a sign-in without a token against forgery is refused", "422 invalid_fields", `POST ${credentialsRoute}`, { body: guess }),
    calling("a sign-in by address line is refused", "405 method_not_allowed", `GET ${credentialsRoute}?email=${nobody}&password=${TYPED}`),
    ...["signin", "session", "providers", "error", "verify-request", "callback/email", "_log", "callback/credentials/a"].map((door) =>
      calling(`next-auth's own address ${door} does not exist`, "404 not_found", `GET /api/auth/${door}`),
    ),
    calling(
      "an address that climbs out of next-auth's does not exist",
      ["404 not_found", "404", "307", "308"],
      "GET /api/auth/..%2f..%2fhealth",
    ),
  ],
};

/** A failed sign-in is written after its answer, so that it takes no longer than an unknown account's. */
async function entryCame(scene: Scene): Promise<void> {
  const entries = () => scene.tables.value(`SELECT count(*)::int FROM "AuditEntry" WHERE action = 'user.sign_in_failed'`);
  for (let asked = 0; asked < 200 && (await entries()) === 0; asked++) await new Promise((later) => setTimeout(later, 25));
}
