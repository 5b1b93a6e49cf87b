import { describe, expect, it } from "vitest";
import {
  expiryOf,
  invitationTransitions,
  isReminderDue,
  linkState,
  maskedAddress,
  mayBecome,
  nextAttemptIn,
  RESEND_SECONDS,
  resendWait,
} from "@/lib/invitations/rules";
import { type InvitationStatus, invitationStatuses } from "@/lib/invitations/schema";
import { DAY_MS } from "@/lib/platform/calendar";

const now = new Date("2027-03-01T12:00:00.000Z");
const at = (seconds: number) => new Date(now.getTime() + seconds * 1000);

describe("the table of an invitation's statuses", () => {
  it.each(["accepted", "replaced", "revoked"] as const)("has no way out of %s", (status) => {
    expect(invitationTransitions[status]).toEqual([]);
  });

  it("never brings an invitation back to the queue", () => {
    expect(mayBecome("queued")).toEqual([]);
  });

  it("accepts what may be in the hire's hands, and nothing that was taken back", () => {
    expect(mayBecome("accepted").sort()).toEqual(["failed", "queued", "sent"]);
  });

  it("replaces and revokes every link that still works", () => {
    const open = invitationStatuses.filter((status) => linkState({ status, expiresAt: at(60) }, now) === "open");
    expect(mayBecome("replaced")).toEqual(expect.arrayContaining(open));
    expect(mayBecome("revoked")).toEqual(expect.arrayContaining(open));
  });

  it("lists for each status exactly those that the table leads from", () => {
    for (const to of invitationStatuses) {
      for (const from of invitationStatuses) expect(mayBecome(to).includes(from)).toBe(invitationTransitions[from].includes(to));
    }
  });
});

describe("what a link means to whoever opens it", () => {
  const cases: [InvitationStatus, number, ReturnType<typeof linkState>][] = [
    ["queued", 60, "open"],
    ["sent", 60, "open"],
    ["failed", 60, "open"],
    ["queued", 0, "expired"],
    ["sent", 0, "expired"],
    ["failed", -60, "expired"],
    ["expired", 60, "expired"],
    ["accepted", 60, "accepted"],
    ["accepted", -60, "accepted"],
    ["replaced", 60, "replaced"],
    ["replaced", -60, "replaced"],
    ["revoked", 60, "withdrawn"],
    ["revoked", -60, "withdrawn"],
  ];
  it.each(cases)("%s, ending in %i s: %s", (status, seconds, meaning) => {
    expect(linkState({ status, expiresAt: at(seconds) }, now)).toBe(meaning);
  });

  it("is open for exactly the days that are promised", () => {
    const invitation = { status: "sent" as const, expiresAt: expiryOf(now, 14) };
    const end = now.getTime() + 14 * DAY_MS;
    expect(linkState(invitation, new Date(end - 1))).toBe("open");
    expect(linkState(invitation, new Date(end))).toBe("expired");
  });
});

describe("sending again", () => {
  const sent = (trigger: string, secondsAgo: number, sentTo = "ada@mail.test") => ({ trigger, sentTo, createdAt: at(-secondsAgo) });

  it("is free after the automatic one, even when that left a second ago", () => {
    expect(resendWait([sent("automatic", 1)], "ada@mail.test", now)).toBe(0);
  });

  it("waits out the rest of a minute after a person sent one", () => {
    expect(resendWait([sent("resend", 10)], "ada@mail.test", now)).toBe(RESEND_SECONDS - 10);
    expect(resendWait([sent("resend", RESEND_SECONDS)], "ada@mail.test", now)).toBe(0);
  });

  it("counts from the latest, in whatever order they are given", () => {
    const earlier = [sent("resend", 50), sent("resend", 5), sent("resend", 500)];
    expect(resendWait(earlier, "ada@mail.test", now)).toBe(RESEND_SECONDS - 5);
    expect(resendWait(earlier.reverse(), "ada@mail.test", now)).toBe(RESEND_SECONDS - 5);
  });

  it("does not make a corrected address wait", () => {
    expect(resendWait([sent("resend", 5, "ada@old.test")], "ada@mail.test", now)).toBe(0);
  });

  it("never promises a fraction of a second", () => {
    expect(resendWait([sent("resend", 0.4)], "ada@mail.test", now)).toBe(RESEND_SECONDS);
  });

  it("is free for the first time", () => {
    expect(resendWait([], "ada@mail.test", now)).toBe(0);
  });
});

describe("after the mail server did not take a message", () => {
  const waits = [60, 300, 1800];
  it.each([
    [1, 60],
    [2, 300],
    [3, 1800],
    [4, null],
    [99, null],
  ])("attempt %i is followed by a wait of %s s", (attempts, wait) => {
    expect(nextAttemptIn(attempts, false, waits)).toBe(wait);
  });

  it("gives up at once when the server said that it never will", () => {
    expect(nextAttemptIn(1, true, waits)).toBeNull();
  });

  it("gives up after one attempt where no waits are configured", () => {
    expect(nextAttemptIn(1, false, [])).toBeNull();
  });
});

describe("a reminder", () => {
  const settings = { reminders: { afterDays: 3, max: 2 }, timeZone: "Europe/Amsterdam" };
  // A Wednesday, eleven in Amsterdam.
  const wednesday = new Date("2027-03-03T10:00:00Z");
  const hire = { startDate: "2027-04-01", lastSentAt: new Date("2027-02-28T10:00:00Z"), reminders: 0 };

  it("is due when nobody started for so many days", () => {
    expect(isReminderDue(hire, settings, wednesday)).toBe(true);
    expect(isReminderDue({ ...hire, lastSentAt: new Date("2027-02-28T10:00:01Z") }, settings, wednesday)).toBe(false);
  });

  it.each([
    ["at night", "2027-03-03T03:00:00Z"],
    ["in the evening of the organization's own time", "2027-03-03T16:00:00Z"],
    ["on a Saturday", "2027-03-06T10:00:00Z"],
    ["on a Sunday", "2027-03-07T10:00:00Z"],
  ])("is never sent %s", (_, at) => {
    expect(isReminderDue(hire, settings, new Date(at))).toBe(false);
  });

  it("is never sent after the first day, and still on it", () => {
    expect(isReminderDue({ ...hire, startDate: "2027-03-02" }, settings, wednesday)).toBe(false);
    expect(isReminderDue({ ...hire, startDate: "2027-03-03" }, settings, wednesday)).toBe(true);
  });

  it("is sent as often as the organization says, and not at all when it says so", () => {
    expect(isReminderDue({ ...hire, reminders: 1 }, settings, wednesday)).toBe(true);
    expect(isReminderDue({ ...hire, reminders: 2 }, settings, wednesday)).toBe(false);
    expect(isReminderDue(hire, { ...settings, reminders: { afterDays: null, max: 2 } }, wednesday)).toBe(false);
  });
});

describe("an address as the holder of an old link may see it", () => {
  it.each([
    ["noor@example.com", "n•••@example.com"],
    ["a@b.example", "a•••@b.example"],
    ["łukasz@mail.test", "ł•••@mail.test"],
    ["no-address", "•••"],
  ])("%s is %s", (address, masked) => {
    expect(maskedAddress(address)).toBe(masked);
  });
});
