import { expect, it } from "vitest";
import { keyFor } from "@/components/settings/own-fields/key";
import { isOwnFieldName } from "@/lib/hire-fields/fields";

const others = [{ key: "laptop" }, { key: "Field" }];

it.each([
  ["Shirt size", "shirt_size"],
  ["  Größe (EU) ", "grosse_eu"],
  ["Laptop", "laptop_2"],
  ["制服", "field_2"],
  ["", "field_2"],
  ["x".repeat(80), "x".repeat(37)],
])("a new field's key follows its label %j: %s", (label, key) => {
  expect(keyFor(label, others)).toBe(key);
  expect(isOwnFieldName(`x_${key}`)).toBe(true);
});
