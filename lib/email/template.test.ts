import { describe, expect, it } from "vitest";
import { defaultTemplate, type MailTemplate, templateProblems, templateVariables } from "@/lib/email/template";
import { type MailValues, wordsOf } from "@/lib/email/template-words";

const choice = "{{firstName}}, {{lastName}}, {{jobTitle}}, {{startDate}}, {{organization}}, {{managerName}}, {{link}}";

function reasons(changes: Partial<MailTemplate>): string[] {
  return templateProblems({ ...defaultTemplate, ...changes }).map(({ field, reason }) => `${field}: ${reason}`);
}

describe("a template's problems", () => {
  it("are none for today's words, for every variable, and for spaces inside the braces", () => {
    expect(reasons({})).toEqual([]);
    expect(reasons({ body: templateVariables.map((name) => `{{ ${name} }}`).join("\n") })).toEqual([]);
    expect(reasons({ greeting: "", signOff: "", replyTo: "people@northwind.test" })).toEqual([]);
    expect(reasons({ replyTo: " " })).toEqual([]);
  });

  it.each([
    [{ body: "Hello {{nickname}}" }, [`body: There is no {{nickname}}. Use one of ${choice}.`]],
    [{ greeting: "Hi {{ firstname }}" }, [`greeting: There is no {{firstname}}. Use one of ${choice}.`]],
    [{ body: "{{first name}}" }, [`body: There is no {{first name}}. Use one of ${choice}.`]],
    [{ body: "{{__proto__}} {{constructor}}" }, [/^body: There is no \{\{__proto__\}\}/, /^body: There is no \{\{constructor\}\}/]],
    [{ body: "{{ firstName.size }}" }, [/^body: There is no \{\{firstName\.size\}\}/]],
    [{ body: "{{}}" }, [/^body: There is nothing between the braces of “\{\{\}\}”/]],
    [{ body: `{{ "firstName" }}` }, [/^body: “\{\{ "firstName" \}\}” cannot be filled in/]],
    [{ signOff: "{{ firstName | upcase }}" }, ["signOff: Write {{firstName}} with nothing but the name between the braces."]],
    [{ signOff: "{{- firstName -}}" }, ["signOff: Write {{firstName}} with nothing but the name between the braces."]],
    [
      { body: "Hi {{firstName" },
      ["body: A brace is not closed: “{{firstName”. Write two before and two after a name, as in {{firstName}}."],
    ],
    [{ body: "Hi {{firstName} and more" }, [/^body: A brace is not closed: “\{\{firstName\} and more”/]],
    [{ body: "{{link}} then {{firstName" }, [/^body: A brace is not closed: “\{\{firstName”/]],
    [{ body: "Hi {firstName}}" }, [/^body: A brace is not closed: “\{firstName\}\}”/]],
    [{ body: "Hi {firstName}" }, [/^body: A brace is not closed: “\{firstName\}”/]],
    [{ body: "{{ {{firstName}} }}" }, [/^body: A brace is not closed/, /^body: A brace is not closed/]],
    [{ body: "{% if firstName %}x{% endif %}" }, [/^body: Only names in double braces are filled in. Take out “\{% if firstName/]],
    [{ body: "{% raw %}" }, [/^body: Only names in double braces/]],
    [{ body: "half a tag %}" }, [/^body: Only names in double braces are filled in. Take out “%\}”/]],
    [{ subject: " " }, ["subject: The subject is empty. Write something."]],
    [{ body: "\n" }, ["body: The text is empty. Write something."]],
    [{ subject: "Start\nBcc: all@mail.test" }, ["subject: The subject has a line break. Write it on one line."]],
    [{ subject: "Start\u2028now" }, ["subject: The subject has a line break. Write it on one line."]],
    [{ subject: "Go to {{link}}" }, ["subject: The link is theirs alone. Move {{link}} from the subject to the text."]],
    [{ subject: "x".repeat(201) }, ["subject: The subject has 201 characters. Shorten it to 200."]],
    [{ greeting: "x".repeat(201) }, ["greeting: The greeting has 201 characters. Shorten it to 200."]],
    [{ body: "x".repeat(5001) }, ["body: The text has 5001 characters. Shorten it to 5000."]],
    [{ signOff: "x".repeat(501) }, ["signOff: The sign-off has 501 characters. Shorten it to 500."]],
    [{ replyTo: "people" }, ["replyTo: This is not an address that mail can go to. Write one address, or leave it empty."]],
    [{ replyTo: "a@b.test, c@d.test" }, [/^replyTo: This is not an address/]],
    [{ replyTo: "a@b.test\r\nBcc: c@d.test" }, [/^replyTo: This is not an address/]],
  ] satisfies [Partial<MailTemplate>, (string | RegExp)[]][])("say of %j what to do", (changes, expected) => {
    expect(reasons(changes)).toEqual(expected.map((one) => (one instanceof RegExp ? expect.stringMatching(one) : one)));
  });

  it("are said once however often the same mistake is made", () => {
    expect(reasons({ body: "{{x}} ".repeat(500) })).toHaveLength(1);
  });
});

describe("a template without problems", () => {
  const nothing: MailValues = {
    firstName: null,
    lastName: null,
    jobTitle: null,
    startDate: null,
    organization: null,
    managerName: null,
    link: "https://x.test/1",
  };

  it("is rendered whatever it is made of and whatever the values; with problems, nothing throws while they are found", () => {
    const random = generator(7);
    const pieces = [
      "{{",
      "}}",
      "{",
      "}",
      "{%",
      "%}",
      "firstName",
      "link",
      " ",
      "|",
      ".",
      '"',
      "'",
      "\n",
      "-",
      "raw",
      "as ",
      "Ä",
      "\u0000",
      "\uE000",
      "{{jobTitle}}",
    ];
    const values: (string | null)[] = [null, "", " ", "{{link}}", "{% raw %}", "\uE000", "a\nb", "\u0000", "<b>", "$&", "$1", "\uD800"];
    let rendered = 0;
    for (let round = 0; round < 500; round += 1) {
      const any = () => Array.from({ length: random(7) }, () => pieces[random(pieces.length)]).join("");
      const template = { subject: any(), greeting: any(), body: any(), signOff: any(), replyTo: null };
      const found = new Set(templateProblems(template).map(({ field }) => field));
      const sound = {
        subject: found.has("subject") ? "Hi" : template.subject,
        greeting: found.has("greeting") ? "" : template.greeting,
        body: found.has("body") ? "Hi" : template.body,
        signOff: found.has("signOff") ? "" : template.signOff,
        replyTo: null,
      };
      const value = () => values[random(values.length)] ?? null;
      const words = wordsOf(sound, { ...nothing, firstName: value(), lastName: value(), jobTitle: value(), startDate: value() });
      expect(words.subject).not.toBe("");
      expect(Object.values(words).join()).not.toMatch(/\uE000|null|undefined/);
      rendered += 4 - found.size;
    }
    expect(rendered).toBeGreaterThan(300);
  });

  it.each([
    ["Welcome, {{firstName}}.", "Welcome."],
    ["Dear {{firstName}},", "Dear,"],
    ["Dear {{firstName}} {{lastName}},", "Dear,"],
    ["Hi {{firstName}}, welcome", "Hi, welcome"],
    ["Hi, {{firstName}}, welcome", "Hi, welcome"],
    ["Hello {{firstName}}!", "Hello!"],
    ["Hello, {{firstName}}", "Hello"],
    ["{{firstName}}, welcome to {{organization}}", "Welcome to your new employer"],
    ["{{firstName}}", ""],
    ["For {{firstName}} only", "For only"],
    ["We prepare {{firstName}}'s desk", "We prepare desk"],
    ["You join as {{jobTitle}}.", "You join in your new role."],
    ["You join us as our {{ jobTitle }}!", "You join us in your new role!"],
    ["As {{jobTitle}} you begin {{startDate}}.", "In your new role you begin your first day."],
    ["Your first day is {{startDate}}.", "Your first day is still to come."],
    ["Hello. {{managerName}} waits for you.", "Hello. Your manager waits for you."],
    ["{{jobTitle}} awaits.", "Your new role awaits."],
  ])("closes %j up to %j where nothing is known", (greeting, expected) => {
    expect(wordsOf({ ...defaultTemplate, greeting }, nothing).greeting).toBe(expected);
  });

  it("keeps its own words when all is known", () => {
    const values = { ...nothing, firstName: "Ada", lastName: "Lovelace", jobTitle: "Analyst", organization: "Northwind" };
    const greeting = "Hi, {{firstName}} , {{lastName}} ,, as {{jobTitle}}";
    expect(wordsOf({ ...defaultTemplate, greeting }, values).greeting).toBe("Hi, Ada , Lovelace ,, as Analyst");
  });

  it("has a subject even when only a name that is not known stood in it", () => {
    expect(wordsOf({ ...defaultTemplate, subject: "{{firstName}}" }, nothing).subject).toBe("Start your onboarding at your new employer");
  });
});

function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}
