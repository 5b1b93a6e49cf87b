import { beforeAll, describe, expect, it } from "vitest";
import { passwordProblem } from "@/lib/auth/password";
import { loadEnv } from "@/lib/platform/env";

beforeAll(() => {
  process.env.DATABASE_URL = "postgresql://nobody@localhost:1/none";
  process.env.NEXTAUTH_SECRET = "a secret of at least thirty-two characters";
  process.env.CREDENTIAL_KEYS = `test:${Buffer.from("a key of the tests and no others").toString("base64")}`;
  process.env.BREACHED_PASSWORDS = "none";
  loadEnv({ mail: false });
});

const owner = { email: "maren.olsen@northwind.example", organizations: ["Fjordkraft Logistics"] };

describe("a password", () => {
  it.each([
    ["eleven char", "shorter than twelve characters"],
    ["x".repeat(257), "longer than 256"],
    ["password1234", "among the common ones with a number"],
    ["P4ssw0rd1234", "the same in other letters"],
    ["qwertyuiop123", "a row of the keyboard"],
    ["111111111111", "one character"],
    ["abcabcabcabcabc", "a repetition"],
    ["iloveyou1234", "common"],
    ["emptrust1234", "this product's name with a number"],
    ["fjordkraft123", "the organization's name with a number"],
    ["maren.olsen is here", "the person's address"],
  ])("is refused when it is %j: %s", async (password) => {
    expect(await passwordProblem(password, owner)).toEqual(expect.any(String));
  });

  it.each(["correct horse battery staple", "four words that only maren knows", "Kj8#mW2$vQ9!", "лошадь скрепка батарея", "twelve chars"])(
    "is accepted: %s",
    async (password) => {
      expect(await passwordProblem(password, owner)).toBeNull();
    },
  );
});
