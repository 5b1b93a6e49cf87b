import { describe, expect, it } from "vitest";
import { fillTemplate, type TemplateValues } from "@/lib/email/fill-template";
import { defaultTemplate, type EmailTemplate, templateProblems, templateVariables } from "@/lib/email/template";

const choice = "{{firstName}}, {{lastName}}, {{jobTitle}}, {{startDate}}, {{organization}}, {{managerName}} or {{link}}";

function reasons(changes: Partial<EmailTemplate>): string[] {
  return templateProblems({ ...defaultTemplate({ hasForms: true }), ...changes }).map(({ field, reason }) => `${field}: ${reason}`);
}

describe("a template's problems", () => {
  it("are none for the default, for every variable, and for spaces inside the braces", () => {
    expect(reasons({})).toEqual([]);
    expect(reasons({ body: templateVariables.map((name) => `{{ ${name} }}`).join("\n") })).toEqual([]);
    expect(reasons({ greeting: "", signOff: "", replyTo: "people@northwind.test" })).toEqual([]);
    expect(reasons({ replyTo: " " })).toEqual([]);
  });

  it.each([
    [{ body: "Hello {{nickname}}" }, [`body: {{nickname}} isn’t a variable. Use ${choice}.`]],
    [{ greeting: "Hi {{ firstname }}" }, [`greeting: {{firstname}} isn’t a variable. Use ${choice}.`]],
    [{ body: "{{first name}}" }, [`body: {{first name}} isn’t a variable. Use ${choice}.`]],
    [
      { body: "{{__proto__}} {{constructor}}" },
      [/^body: \{\{__proto__\}\} isn’t a variable/, /^body: \{\{constructor\}\} isn’t a variable/],
    ],
    [{ body: "{{ firstName.size }}" }, [/^body: \{\{firstName\.size\}\} isn’t a variable/]],
    [{ body: "{{}}" }, [/^body: “\{\{\}\}” is empty/]],
    [{ body: `{{ "firstName" }}` }, [/^body: “\{\{ "firstName" \}\}” isn’t a variable/]],
    [{ signOff: "{{ firstName | upcase }}" }, ["signOff: Write {{firstName}} with only the name between the braces."]],
    [{ signOff: "{{- firstName -}}" }, ["signOff: Write {{firstName}} with only the name between the braces."]],
    [{ body: "Hi {{firstName" }, ["body: Missing {{ or }} at “{{firstName”. Write variables like {{firstName}}."]],
    [{ body: "Hi {{firstName} and more" }, [/^body: Missing \{\{ or \}\} at “\{\{firstName\} and more”/]],
    [{ body: "{{link}} then {{firstName" }, [/^body: Missing \{\{ or \}\} at “\{\{firstName”/]],
    [{ body: "Hi {firstName}}" }, [/^body: Missing \{\{ or \}\} at “\{firstName\}\}”/]],
    [{ body: "Hi {firstName}" }, [/^body: Missing \{\{ or \}\} at “\{firstName\}”/]],
    [{ body: "{{ {{firstName}} }}" }, [/^body: Missing \{\{ or \}\} at/, /^body: Missing \{\{ or \}\} at/]],
    [{ body: "{% if firstName %}x{% endif %}" }, [/^body: Remove “\{% if firstName/]],
    [{ body: "{% raw %}" }, [/^body: Remove .* Only variables such as/]],
    [{ body: "half a tag %}" }, [/^body: Remove “%\}”/]],
    [{ subject: " " }, ["subject: Enter a subject."]],
    [{ body: "\n" }, ["body: Enter a body."]],
    [{ subject: "Start\nBcc: all@mail.test" }, ["subject: Remove the line break from the subject."]],
    [{ subject: "Start\u2028now" }, ["subject: Remove the line break from the subject."]],
    [{ subject: "Go to {{link}}" }, ["subject: The link is private. Move {{link}} from the subject to the body."]],
    [{ subject: "x".repeat(201) }, ["subject: The subject has 201 characters. Shorten it to 200."]],
    [{ greeting: "x".repeat(201) }, ["greeting: The greeting has 201 characters. Shorten it to 200."]],
    [{ body: "x".repeat(5001) }, ["body: The body has 5,001 characters. Shorten it to 5,000."]],
    [{ signOff: "x".repeat(501) }, ["signOff: The sign-off has 501 characters. Shorten it to 500."]],
    [{ replyTo: "people" }, ["replyTo: Enter one valid email, or leave this blank."]],
    [{ replyTo: "a@b.test, c@d.test" }, [/^replyTo: Enter one valid email/]],
    [{ replyTo: "a@b.test\r\nBcc: c@d.test" }, [/^replyTo: Enter one valid email/]],
  ] satisfies [Partial<EmailTemplate>, (string | RegExp)[]][])("of %j say what to do", (changes, expected) => {
    expect(reasons(changes)).toEqual(expected.map((one) => (one instanceof RegExp ? expect.stringMatching(one) : one)));
  });

  it("are reported once, however often the mistake is made", () => {
    expect(reasons({ body: "{{x}} ".repeat(500) })).toHaveLength(1);
  });
});

describe("a template without problems", () => {
  const unknown: TemplateValues = {
    firstName: null,
    lastName: null,
    jobTitle: null,
    startDate: null,
    organization: null,
    managerName: null,
    link: "https://x.test/1",
  };

  it("renders with any values, and finding problems never throws", () => {
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
      const filled = fillTemplate(sound, { ...unknown, firstName: value(), lastName: value(), jobTitle: value(), startDate: value() });
      expect(filled.subject).not.toBe("");
      expect(Object.values(filled).join()).not.toMatch(/\uE000|null|undefined/);
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
    ["Your first day is {{startDate}}.", "Your first day is to be confirmed."],
    ["Hello. {{managerName}} waits for you.", "Hello. Your manager waits for you."],
    ["{{jobTitle}} awaits.", "Your new role awaits."],
  ])("turns %j into %j when nothing is known", (greeting, expected) => {
    expect(fillTemplate({ ...defaultTemplate({ hasForms: true }), greeting }, unknown).greeting).toBe(expected);
  });

  it("keeps its text unchanged when all values are known", () => {
    const values = { ...unknown, firstName: "Ada", lastName: "Lovelace", jobTitle: "Analyst", organization: "Northwind" };
    const greeting = "Hi, {{firstName}} , {{lastName}} ,, as {{jobTitle}}";
    expect(fillTemplate({ ...defaultTemplate({ hasForms: true }), greeting }, values).greeting).toBe("Hi, Ada , Lovelace ,, as Analyst");
  });

  it("has a subject even when it consists of an unknown name", () => {
    expect(fillTemplate({ ...defaultTemplate({ hasForms: true }), subject: "{{firstName}}" }, unknown).subject).toBe(
      "Start your onboarding at your new employer",
    );
  });
});

function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}
