import { expect, it } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import { actorOf, makeOrganization } from "@/e2e/fixtures/hires";
import { inviteMemberSchema } from "@/lib/team/schema";
import { countInvitation } from "@/lib/team/throttle";

testDatabase();

it("thirty invitations an hour are a user's, a hundred their organization's, and the next is told when to try again", async () => {
  const organizationId = await makeOrganization();
  const users = Array.from({ length: 5 }, () => ({ ...actorOf(organizationId), userId: crypto.randomUUID() }));
  const [first = users[0], ...others] = users;
  const invite = async (actor: (typeof users)[number], times: number) => {
    for (let sent = 0; sent < times; sent++) await countInvitation(actor);
  };
  if (!first) throw new Error("no user");
  await invite(first, 30);
  await expect(countInvitation(first)).rejects.toMatchObject({
    code: "too_many_requests",
    extras: { retryAfterSeconds: expect.any(Number) },
  });
  for (const other of others.slice(0, 2)) await invite(other, 30);
  const [, , third = first, fourth = first] = others;
  await invite(third, 10);
  await expect(countInvitation(fourth)).rejects.toMatchObject({ code: "too_many_requests" });
  await countInvitation(actorOf(await makeOrganization()));
});

it.each([
  "You have won: http://evil.example",
  "Click www.evil.example",
  "Ida\r\nBcc: all@northwind.example",
  "Ida\u2028Nowak",
  "<b>Ida</b>",
  "x".repeat(101),
])("a name that would be a message in an email is refused: %j", (name) => {
  expect(inviteMemberSchema.safeParse({ email: "ida@northwind.example", name, role: "hr" }).success).toBe(false);
});

it.each(["Ida Nowak", "Łukasz O’Brien-Ñúñez", "山田太郎", "Dr. W. Wwright", "Anne/Marie"])(
  "a name that people have is taken: %s",
  (name) => {
    expect(inviteMemberSchema.safeParse({ email: "ida@northwind.example", name, role: "hr" }).success).toBe(true);
  },
);
