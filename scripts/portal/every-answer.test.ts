import { expect, it } from "vitest";
import { headersOfEveryAnswer } from "@/scripts/portal/every-answer";

const headersAt = (address: string) => new Map(headersOfEveryAnswer(address));

it("demands HTTPS for the future where the public address has it, whatever a request says, and nowhere else", () => {
  expect(headersAt("https://portal.northwind.example").get("strict-transport-security")).toBe("max-age=31536000; includeSubDomains");
  expect(headersAt("http://localhost:3000").has("strict-transport-security")).toBe(false);
});

it("lets no other site read or open an answer", () => {
  expect(headersAt("http://localhost:3000").get("cross-origin-resource-policy")).toBe("same-origin");
  expect(headersAt("http://localhost:3000").get("cross-origin-opener-policy")).toBe("same-origin");
});
