import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "..", "..", "..");

/** Forms that may be left without a question, each with the reason. */
const exempt: Record<string, string> = {
  "components/auth/new-password-form.tsx": "a secret",
  "components/auth/password-form.tsx": "a secret",
  "components/auth/second-step.tsx": "a code that ends by itself",
  "components/account/second-factor/app-row.tsx": "a code that ends by itself",
  "components/auth/sign-in-form.tsx": "no work to lose before one is signed in",
  "components/auth/sso-form.tsx": "no work to lose before one is signed in",
  "components/auth/reset-request-form.tsx": "no work to lose before one is signed in",
  "components/hires/record/record-field.tsx": "a part of the record's form",
  "components/hires/record/record-form.tsx": "useRecordForm says it",
  "components/hires/views/save-form.tsx": "one name, which goes with its panel",
  "components/onboarding/note-to-hr.tsx": "a plain form that works without scripts",
  "components/onboarding/invitation-page.tsx": "a button",
  "components/connections/connect/connect-form.tsx": "useConnect says it",
  "components/reconciliation/reconciliation.tsx": "two dates that ask, and change nothing",
  "components/invitations/template/template-fields.tsx": "a part of the settings' form",
};

const isForm = /<form\b|<textarea\b|\buseForm\b/;
// A dialog asks before it closes; the bar below a form only says that something is unsaved.
const saysSo = /\buse(Unsaved|Conflict|Setting)\(|\buseConflict<|<Dialog\b[\s\S]*?\bisChanged=/;

it("has every form say when it holds what is not saved, or a reason why it need not", () => {
  const sources = globSync("components/**/*.{ts,tsx}", { cwd: root }).filter((file) => !file.includes(".test."));
  const forms = sources.filter((file) => isForm.test(readFileSync(join(root, file), "utf8")));
  const silent = forms.filter((file) => !saysSo.test(readFileSync(join(root, file), "utf8")));
  expect(silent.sort()).toEqual(Object.keys(exempt).sort());
});
