import { describe, expect, it } from "vitest";
import { fieldOf, type SettingsValues, settingsValues, typedSettings } from "@/components/invitations/settings-values";
import { problemsByField, problemsOf } from "@/components/settings/setting-problems";
import type { SettingChange } from "@/lib/settings/schema";

const base: SettingChange<"invitations"> = {
  version: 3,
  timing: { mode: "at_once", days: 7 },
  reminders: { afterDays: null, max: 2 },
  expiresAfterDays: 14,
  timeZone: "Europe/Amsterdam",
  template: { subject: "Welcome", greeting: "Hello", body: "Start here.", signOff: "HR", replyTo: null },
};
const typed = (part: Partial<SettingsValues> = {}): SettingsValues => ({ ...settingsValues(base), ...part });

const problemsIn = (values: SettingsValues) => problemsByField(problemsOf("invitations", typedSettings(values, base)), fieldOf);

describe("the invitation settings as a form", () => {
  it("say the same after they were shown and read, whatever is switched on", () => {
    expect(typedSettings(typed(), base)).toEqual(base);
    const other: typeof base = {
      ...base,
      timing: { mode: "days_before_start", days: 3 },
      reminders: { afterDays: 5, max: 1 },
      template: { ...base.template, replyTo: "hr@northwind.test" },
    };
    expect(typedSettings(settingsValues(other), other)).toEqual(other);
  });

  it("suggest a wait for reminders that are off, and keep what was typed when they are switched off and on", () => {
    expect(settingsValues(base)).toMatchObject({ reminding: "off", afterDays: "4", maxReminders: "2" });
    const values = typed({ reminding: "off", afterDays: "9", maxReminders: "5" });
    expect(typedSettings(values, base).reminders).toEqual(base.reminders);
    expect(typedSettings({ ...values, reminding: "on" }, base).reminders).toEqual({ afterDays: 9, max: 5 });
  });

  it("leave the days before the start as they were while invitations do not go by them", () => {
    const values = typed({ timingMode: "by_hand", timingDays: "nonsense" });
    expect(typedSettings(values, base).timing).toEqual({ mode: "by_hand", days: 7 });
  });

  it("take a reply-to address of spaces for none, and a time zone without the space around it", () => {
    expect(typedSettings(typed({ replyTo: "   " }), base).template.replyTo).toBeNull();
    expect(typedSettings(typed({ timeZone: " UTC " }), base).timeZone).toBe("UTC");
  });
});

describe("what is wrong with typed settings", () => {
  it("is nothing when they could be saved", () => {
    expect(problemsIn(typed())).toEqual({});
  });

  it.each([
    ["expiresAfterDays", { expiresAfterDays: "" }],
    ["expiresAfterDays", { expiresAfterDays: "2.5" }],
    ["timingDays", { timingMode: "days_before_start" as const, timingDays: "-1" }],
    ["afterDays", { reminding: "on" as const, afterDays: "a week" }],
    ["maxReminders", { reminding: "on" as const, maxReminders: "99" }],
  ])("is told at %s with the range, for %j", (field, part) => {
    const problems = problemsIn(typed(part));
    expect(Object.keys(problems)).toEqual([field]);
    expect(problems).toMatchObject({ [field]: expect.stringMatching(/\d+ to \d+/) });
  });

  it("is told at the field for a time zone that does not exist and a text that is too long", () => {
    expect(Object.keys(problemsIn(typed({ timeZone: "Mars/Olympus", replyTo: "x".repeat(255) })))).toEqual(["timeZone", "replyTo"]);
  });

  it("is not told of what is switched off", () => {
    expect(problemsIn(typed({ timingDays: "", afterDays: "", maxReminders: "" }))).toEqual({});
  });
});

describe("what the server refuses", () => {
  it("stands at its field with the first reason, and is passed over where no field has it", () => {
    const refused = [
      { name: "template.body", reason: "There is no {{x}}." },
      { name: "template.body", reason: "Another." },
      { name: "reminders.max", reason: "Too many." },
      { name: "version", reason: "Old." },
    ];
    expect(problemsByField(refused, fieldOf)).toEqual({ body: "There is no {{x}}.", maxReminders: "Too many." });
  });
});
