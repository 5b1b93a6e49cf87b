import { describe, expect, it } from "vitest";
import { linesOf } from "@/lib/hires/timeline/rules";
import type { TimelineEvent, TimelineItem } from "@/lib/hires/timeline/schema";

const item = (event: TimelineEvent, at: number, invitationId: string | null, actor = "EMPTrust"): TimelineItem => ({
  at: new Date(at).toISOString(),
  actor,
  event,
  detail: null,
  change: null,
  changes: [],
  isUndo: false,
  undo: null,
  invitationId,
});

const told = (items: TimelineItem[]) => linesOf(items).map(({ event, actor, isDelivered }) => [event, actor, isDelivered]);

describe("the lines of the timeline", () => {
  it("tell an invitation that was sent again as one thing, with who asked for it and that it arrived", () => {
    const again = [
      item("delivered", 5, "b", "Email provider"),
      item("invitation_sent", 4, "b"),
      item("replaced", 3, "a"),
      item("invitation_queued", 3, "b", "Maren Olsen"),
      item("invitation_sent", 2, "a"),
      item("invitation_queued", 1, "a"),
    ];
    expect(told(again)).toEqual([
      ["invitation_sent", "Maren Olsen", true],
      ["invitation_sent", "EMPTrust", false],
    ]);
  });

  it("tell one that waits, failed or came back as it stands", () => {
    expect(told([item("invitation_queued", 1, "a")])).toEqual([["invitation_queued", "EMPTrust", false]]);
    expect(told([item("failed", 2, "a"), item("invitation_queued", 1, "a")])).toEqual([["failed", "EMPTrust", false]]);
    const bounced = [item("bounced", 3, "a"), item("invitation_sent", 2, "a"), item("invitation_queued", 1, "a")];
    expect(told(bounced).map(([event]) => event)).toEqual(["bounced", "invitation_sent"]);
    expect(told([item("failed", 4, "a"), ...bounced])).toEqual(told(bounced));
    expect(told([item("failed", 4, "b"), ...bounced]).map(([event]) => event)).toEqual(["failed", "bounced", "invitation_sent"]);
  });

  it("tell HR's withdrawal once, by who did it, and Greenhouse's by the link that ended", () => {
    const byHr = [item("edited", 4, "a", "Maren Olsen"), item("revoked", 3, "a", "Maren Olsen")];
    expect(told(byHr)).toEqual([["edited", "Maren Olsen", false]]);
    expect(told([item("edited", 4, null, "Maren Olsen"), item("revoked", 3, "a")]).map(([event]) => event)).toEqual(["edited", "revoked"]);
  });
});
