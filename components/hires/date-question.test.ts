import { expect, it } from "vitest";
import { recordDates } from "@/components/hires/date-question";
import type { OwnField } from "@/lib/hire-fields/own/fields";

it("asks about every date of a record by its name: a start as what is planned, own fields as what may be a birthday", () => {
  const own: OwnField[] = [
    { key: "born", label: "Date of birth", type: "date" },
    { key: "visa", label: "Visa until", type: "date" },
    { key: "badge", label: "Badge", type: "text" },
  ];
  const values = { location: "Oslo", startDate: "2062-01-05", x_born: "1884-05-02", x_visa: null, x_badge: "1884-05-02" };
  expect(recordDates(["location", "startDate", "x_born", "x_visa", "x_badge"], values, own)).toEqual([
    { name: "startDate", label: "Start date", day: "2062-01-05", kind: "planned" },
    { name: "x_born", label: "Date of birth", day: "1884-05-02", kind: "own" },
  ]);
});
