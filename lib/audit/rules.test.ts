import { describe, expect, it } from "vitest";
import { type AuditGroup, auditActions, auditGroups } from "@/lib/audit/actions";
import { actionsOf, isAuditAction, timelineActions } from "@/lib/audit/rules";

const groups = Object.keys(auditGroups) as AuditGroup[];

describe("the table of audited actions", () => {
  it("puts every action in exactly one kind of the filter, and leaves no kind empty", () => {
    expect(groups.flatMap(actionsOf).sort()).toEqual(Object.keys(auditActions).sort());
    expect(groups.filter((group) => actionsOf(group).length === 0)).toEqual([]);
  });

  it("finds the decisions about duplicates among hires and the invitation settings among settings", () => {
    expect(actionsOf("hires")).toEqual(expect.arrayContaining(["duplicate.send_anyway", "duplicate.keep_separate", "duplicate.exclude"]));
    expect(actionsOf("settings")).toContain("setting.invitations_changed");
  });

  it("knows its own names only", () => {
    expect(isAuditAction("new_hire.edited")).toBe(true);
    expect(["toString", "new_hire.", "new_hire.ignored"].filter(isAuditAction)).toEqual([]);
  });

  it("leaves to the invitation's own row what that tells in a timeline", () => {
    expect([...timelineActions().keys()].filter((name) => name.startsWith("invitation."))).toEqual(["invitation.planned"]);
  });
});
