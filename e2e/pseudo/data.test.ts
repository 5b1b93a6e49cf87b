import { expect, it } from "vitest";
import { Data, valuesOf } from "@/e2e/pseudo/data";
import { seedWorld } from "@/e2e/sandbox/world/seed";

it("a text in plain letters is found, whatever stands around it", () => {
  const data = new Data(["Offer updated"]);
  data.add("Wiśniewski", "Data Analyst");
  expect(
    data.plain(["⟦Šàṽé⟧", "12:30", "Wiśniewski · ⟦þéñðîñĝ⟧", "Data Analyst", "Offer updated", "⟦Ĥéļļö {{firstName}}⟧ · EMPTrust"]),
  ).toEqual([]);
  const hardCoded = ["Save", "Offer", "Offer", "⟦Šàṽéð⟧ now", "Wiśniewski is pending", "Data Analysts", "The offer updated", "hr"];
  expect(data.plain(hardCoded)).toEqual(hardCoded);
});

it("no value in the portal's own words is known as data, since it would hide a text", () => {
  expect(() => new Data().add("Send again")).toThrow("the portal's own words");
});

it("the people, jobs and addresses of the local Greenhouse hide no text", () => {
  expect(() => new Data().add(...valuesOf(seedWorld(0)))).not.toThrow();
});
