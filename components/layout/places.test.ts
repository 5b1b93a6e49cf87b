import { expect, it } from "vitest";
import { placesFor } from "@/components/layout/places";
import { permissionsOf } from "@/lib/auth/permissions";
import {
  auditLogPage,
  dashboardPage,
  importSettingsPage,
  invitationSettingsPage,
  newHiresPage,
  partnerIntegrationsPage,
  teamPage,
} from "@/lib/platform/paths/pages";

const hrefsFor = (role: Parameters<typeof permissionsOf>[0]) =>
  placesFor(permissionsOf(role)).flatMap(({ entries }) => entries.map(({ href }) => href));

it("an admin finds every place in the menu", () => {
  expect(hrefsFor("admin")).toEqual([
    dashboardPage,
    newHiresPage,
    partnerIntegrationsPage,
    importSettingsPage,
    invitationSettingsPage,
    teamPage,
    auditLogPage,
  ]);
});

it.each(["hr", "viewer"] as const)("%s finds no place in the menu that only says that it is for admins", (role) => {
  expect(hrefsFor(role)).toEqual([dashboardPage, newHiresPage, partnerIntegrationsPage, invitationSettingsPage]);
});

it("a group without a place is not shown", () => {
  expect(placesFor(["hires.read"]).every(({ entries }) => entries.length > 0)).toBe(true);
  expect(placesFor([])).toEqual([]);
});
