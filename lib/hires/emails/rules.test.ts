import { expect, it } from "vitest";
import { arrivalsToTell, isDigestDue } from "@/lib/hires/emails/rules";

const at = (time: string) => new Date(`2027-05-05T${time}Z`);
const until = (choice: "each" | "daily", now: Date, syncSince: Date | null = null) =>
  arrivalsToTell(choice, { now, timeZone: "Europe/Amsterdam", syncSince }).until;

it("who wants each is told of all that arrived, but of nothing of a sync that is under way, and of a long one hour by hour", () => {
  expect(until("each", at("10:20"))).toEqual(at("10:20"));
  expect(until("each", at("10:20"), at("10:00"))).toEqual(at("10:00"));
  expect(until("each", at("10:59:59"), at("10:00"))).toEqual(at("10:00"));
  expect(until("each", at("12:20"), at("10:00"))).toEqual(at("12:00"));
});

it("who wants one a day is told of what arrived until eight in their morning, whatever comes later", () => {
  for (const time of ["06:00", "11:00", "23:59"]) expect(until("daily", at(time), at("05:00"))).toEqual(at("06:00"));
  expect(until("daily", at("05:59")).toISOString()).toBe("2027-05-04T06:00:00.000Z");
});

it("a digest is due once each Monday from eight on, and never for a Monday before it was chosen", () => {
  const due = (digestedAt: string, now: string) =>
    isDigestDue({ digestedAt: new Date(digestedAt), timeZone: "Europe/Amsterdam" }, new Date(now));
  expect(due("2027-05-05T09:00:00Z", "2027-05-07T09:00:00Z")).toBe(false);
  expect(due("2027-05-05T09:00:00Z", "2027-05-10T05:59:00Z")).toBe(false);
  expect(due("2027-05-05T09:00:00Z", "2027-05-10T06:00:00Z")).toBe(true);
  // The portal was down on Monday.
  expect(due("2027-05-05T09:00:00Z", "2027-05-12T06:00:00Z")).toBe(true);
  expect(due("2027-05-10T06:00:00Z", "2027-05-17T05:59:00Z")).toBe(false);
});
