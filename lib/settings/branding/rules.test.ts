import { expect, it } from "vitest";
import { pageContact } from "@/lib/settings/branding/rules";

it("the contact of the new hire's page is reached at its own address, else at the one for replies", () => {
  const none = { contactName: null, contactEmail: null };
  expect(pageContact(none, null)).toBeNull();
  expect(pageContact(none, "hr@x.example")).toEqual({ name: null, address: "hr@x.example" });
  expect(pageContact({ ...none, contactName: "People" }, null)).toEqual({ name: "People", address: null });
  expect(pageContact({ contactName: "People", contactEmail: "p@x.example" }, "hr@x.example")).toEqual({
    name: "People",
    address: "p@x.example",
  });
});
