import { setTimeout as sleep } from "node:timers/promises";
import { type Answer, call, cookiesOf } from "@/e2e/attacks/engine/client";
import { inGreenhouse } from "@/e2e/fixtures/control";
import { makeOrganization, type Organization } from "@/e2e/fixtures/test";
import { credentialsRoute, csrfRoute, organizationsRoute, ownSessionsRoute } from "@/lib/platform/paths/account";
import { greenhouseRoute, syncRunsRoute, webhookSecretRoute } from "@/lib/platform/paths/greenhouse";
import { bulkActionsRoute, newHiresRoute, savedViewsRoute } from "@/lib/platform/paths/hires";
import { teamRoute } from "@/lib/platform/paths/team";

export type Role = "admin" | "hr" | "viewer";

/** An organization with one of everything that can be attacked. */
export interface Populated {
  made: Organization;
  people: readonly { firstName: string; lastName: string; personalEmail: string }[];
  /** Each role's cookies. */
  cookies: Readonly<Record<Role, string>>;
  /** The id of one of each: by the names of the API's path parameters. */
  ids: Readonly<
    Record<
      | "organizationId"
      | "newHireId"
      | "secondHireId"
      | "pendingHireId"
      | "memberId"
      | "adminId"
      | "savedViewId"
      | "bulkActionId"
      | "runId"
      | "sessionId",
      string
    >
  >;
  webhook: { path: string; secret: string };
  /** The secret part of the link in a new hire's email. */
  invitationToken: string;
  /** The secret part of the link in a teammate's email. */
  joinToken: string;
  invitedMember: string;
}

const PATIENCE_MS = 60_000;

/** Asks until there is something. */
async function waitFor<Value>(what: string, ask: () => Promise<Value | null | undefined>): Promise<Value> {
  for (let waited = 0; waited < PATIENCE_MS; waited += 200) {
    const found = await ask();
    if (found !== null && found !== undefined) return found;
    await sleep(200);
  }
  throw new Error(`${what} did not come`);
}

async function tokenMailedTo(recipient: string, page: "onboarding" | "join"): Promise<string> {
  return waitFor(`the link for ${page}`, async () => {
    const answer = await fetch(`${process.env.MAILBOX_URL}/api/email?to.address=${encodeURIComponent(recipient)}`);
    return new RegExp(`/${page}/([A-Za-z0-9_-]{43})`).exec(await answer.text())?.[1];
  });
}

/** Signs in and returns the cookies; an answer that refuses is an error. */
export async function signedIn(origin: string, user: { email: string; password: string }, address: string): Promise<string> {
  const csrf = await call(origin, `GET ${csrfRoute}`);
  const cookie = cookiesOf(csrf).join("; ");
  const headers = { cookie, "x-forwarded-for": address };
  const answer = await call(origin, `POST ${credentialsRoute}`, {
    headers,
    body: { csrfToken: JSON.parse(csrf.body).csrfToken, ...user, json: "true" },
  });
  if (answer.status !== 200) throw new Error(`signing in was answered with ${answer.status}`);
  return cookiesOf(answer).join("; ");
}

/** Makes an organization with one record of each kind that an attack needs. A worker must run meanwhile. */
export async function populated(origin: string, number: number): Promise<Populated> {
  const made = await makeOrganization("empty", "v3");
  const mark = made.admin.email.split(/[.@]/)[1] ?? "";
  const people = ["Quillon", "Isolde"].map((firstName) => ({
    firstName: `${firstName}${mark}`,
    lastName: `Vantreese${mark}`,
    personalEmail: `${firstName.toLowerCase()}.${mark}@mail.test`,
  }));
  for (const person of people) await inGreenhouse("hire", { account: made.apiKey, ...person });
  await inGreenhouse("hire", { account: made.apiKey, firstName: `Pending${mark}`, lastName: `Vantreese${mark}`, personalEmail: null });

  const signIn = (role: Role) => signedIn(origin, made[role], `10.9.${number}.1`);
  const cookies = { admin: await signIn("admin"), hr: await signIn("hr"), viewer: await signIn("viewer") };
  const asAdmin = async (line: string, body?: unknown) => {
    const answer: Answer = await call(origin, line, { headers: { cookie: cookies.admin }, body });
    if (answer.status >= 300) throw new Error(`${line} was answered with ${answer.status} ${answer.body}`);
    return answer.body === "" ? null : JSON.parse(answer.body);
  };
  await asAdmin(`PUT ${greenhouseRoute}`, made.credential);
  const invitationToken = await tokenMailedTo(people[0]?.personalEmail ?? "", "onboarding");
  const hires = await waitFor("the hires", async () => {
    const { items } = await asAdmin(`GET ${newHiresRoute}`);
    const isDone = (await asAdmin(`GET ${greenhouseRoute}`)).lastSync?.status === "succeeded";
    return isDone && items.length === people.length + 1 ? (items as { id: string; status: string; fields: Fields }[]) : null;
  });
  const { url, secret } = await asAdmin(`POST ${webhookSecretRoute}`);
  const views = await asAdmin(`POST ${savedViewsRoute}`, { name: `View ${mark}`, query: "status=pending" });
  const hireOf = (number: number) => hires.find(({ fields }) => fields.firstName.value === people[number]?.firstName)?.id ?? "";
  const newHireId = hireOf(0);
  const bulk = await asAdmin(`POST ${bulkActionsRoute}`, { action: "set_field", ids: [newHireId], field: "location", value: "Oslo" });
  await waitFor("the bulk action", async () => {
    const { items } = await asAdmin(`GET ${bulkActionsRoute}`);
    return items.find((one: { id: string; status: string }) => one.id === bulk.id && one.status === "succeeded");
  });
  const invitedMember = `invited.${mark}@northwind.example`;
  await asAdmin(`POST ${teamRoute}`, { email: invitedMember, name: "Nils Aas", role: "viewer" });
  const team: { id: string; email: string }[] = (await asAdmin(`GET ${teamRoute}`)).items;
  const memberOf = (email: string) => team.find((member) => member.email === email)?.id ?? "";
  return {
    made,
    people,
    cookies,
    ids: {
      organizationId: (await asAdmin(`GET ${organizationsRoute}`)).items[0].id,
      newHireId,
      secondHireId: hireOf(1),
      pendingHireId: hires.find(({ status }) => status === "pending")?.id ?? "",
      memberId: memberOf(made.viewer.email),
      adminId: memberOf(made.admin.email),
      savedViewId: views.items[0].id,
      bulkActionId: bulk.id,
      runId: (await asAdmin(`GET ${syncRunsRoute}`)).items[0].id,
      sessionId: (await asAdmin(`GET ${ownSessionsRoute}`)).items[0].id,
    },
    webhook: { path: new URL(url).pathname, secret },
    invitationToken,
    joinToken: await tokenMailedTo(invitedMember, "join"),
    invitedMember,
  };
}

interface Fields {
  firstName: { value: string | null };
}
