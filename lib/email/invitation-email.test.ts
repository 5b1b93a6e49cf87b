import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ownLook } from "@/lib/email/email-layout";
import type { TemplateValues } from "@/lib/email/fill-template";
import { invitationRenderer, renderCourtesyEmail, renderInvitation } from "@/lib/email/invitation-email";
import { defaultTemplate, type EmailTemplate } from "@/lib/email/template";

const known: TemplateValues = {
  firstName: "Ada",
  lastName: "Lovelace",
  jobTitle: "Analyst",
  startDate: "Monday, 1 March 2027",
  organization: "Northwind",
  managerName: "Grace Hopper",
  link: "https://portal.northwind.test/onboarding/abc_DEF-123",
};
const expires = "Monday, 15 March 2027";
const hostile = `<img src=x onerror="alert('1')">&`;
const escaped = "&lt;img src=x onerror=&#34;alert(&#39;1&#39;)&#34;&gt;&amp;";
const allWords = "{{firstName}}, {{lastName}}, {{jobTitle}}, {{startDate}}, {{organization}}, {{managerName}}, {{link}}";

function write(
  values: Partial<TemplateValues> = {},
  template: Partial<EmailTemplate> = {},
  kind: "invitation" | "reminder" = "invitation",
) {
  return renderInvitation({
    template: { ...defaultTemplate({ hasForms: true }), ...template },
    values: { ...known, ...values },
    expires,
    kind,
  });
}

describe("an invitation email", () => {
  it("has the link in both parts, as a button and as text, whether or not the template names it", async () => {
    for (const body of ["No link here.", "Go to {{link}}"]) {
      const { html, text } = await write({}, { body });
      expect(html).toContain(`href="${known.link}"`);
      expect(html.split(known.link).length - 1).toBeGreaterThanOrEqual(2);
      expect(text).toContain(`\n${known.link}\n`);
    }
  });

  it("names organization, recipient, job, first day and expiry in both parts", async () => {
    const { html, text, subject } = await write();
    expect(subject).toBe("Start your onboarding at Northwind");
    for (const part of [html, text]) {
      for (const words of ["Northwind", "Ada", "Analyst", "Monday, 1 March 2027", "Monday, 15 March 2027"]) expect(part).toContain(words);
    }
  });

  it("reads well when name, job and first day are unknown", async () => {
    const { html, text } = await write({ firstName: null, jobTitle: null, startDate: " " });
    expect(text).toMatch(/^Welcome\.\n/);
    expect(text).toContain("We’re glad you’re joining Northwind in your new role, and we look forward to seeing you on your first day.\n");
    const shown = html.replace(/<style[\s\S]*?<\/style>/g, "");
    for (const part of [shown, text]) expect(part).not.toMatch(/null|undefined|, \.| \.|\uE000/);
  });

  it("leaves no variable unfilled", async () => {
    const { html, text, subject } = await write({}, { body: allWords, signOff: allWords }, "reminder");
    for (const part of [html, text, subject]) expect(part).not.toMatch(/\{\{|\}\}|\{%|%\}/);
  });

  it("says so first when it is a reminder, and never otherwise", async () => {
    const { html, text, subject } = await write({}, {}, "reminder");
    const words = "Reminder: you haven’t started your onboarding at Northwind yet.";
    expect(subject).toBe("Reminder: Start your onboarding at Northwind");
    expect(text.startsWith(`${words}\n\nWelcome, Ada.`)).toBe(true);
    expect(html.indexOf("started your onboarding at Northwind yet.")).toBeLessThan(html.indexOf("Welcome, Ada."));
    const invitation = await write();
    expect(invitation.html + invitation.text + invitation.subject).not.toMatch(/reminder/i);
  });

  it("keeps the paragraphs and line breaks of the text", async () => {
    const { html, text } = await write({}, { body: "One\r\ntwo\n \n\n\nthree", signOff: "Yours\nNorthwind" });
    expect(text).toContain("\n\nOne\ntwo\n\nthree\n\n");
    expect(html).toMatch(/<p[^>]*>One<br \/>two<\/p><p[^>]*>three<\/p>/);
    expect(html).toMatch(/<p[^>]*>Yours<br \/>Northwind<\/p>/);
  });

  it.each(Object.keys(known) as (keyof TemplateValues)[])("shows markup in %s as text", async (name) => {
    const { html, text } = await write({ [name]: hostile }, { body: allWords, greeting: allWords, signOff: allWords });
    expect(html).not.toMatch(/<img src=x|onerror="alert/);
    expect(html).toContain(escaped);
    // The plain part has no markup to escape from.
    expect(text).toContain(hostile);
  });

  it.each(["subject", "greeting", "body", "signOff"] as const)("shows markup in the template's %s as text", async (field) => {
    const { html } = await write({}, { [field]: hostile });
    expect(html).not.toMatch(/<img src=x|onerror="alert/);
    expect(html).toContain(escaped);
  });

  it("shows markup in the date as text", async () => {
    const { html } = await renderInvitation({
      template: defaultTemplate({ hasForms: true }),
      values: known,
      expires: hostile,
      kind: "invitation",
    });
    expect(html).not.toContain("<img src=x");
    expect(html).toContain(escaped);
  });

  it("keeps the link inside its attribute", async () => {
    const { html } = await write({ link: `https://portal.test/" onclick="steal()` });
    expect(html).not.toContain(`" onclick="`);
  });

  it("doesn't run a name that is a template", async () => {
    const { html, text } = await write({ firstName: "{{ link }}{% if true %}x{% endif %}" });
    expect(text).toContain("Welcome, {{ link }}{% if true %}x{% endif %}.");
    expect(html).toContain("{{ link }}");
  });

  it.each([
    "Northwind\r\nBcc: all@mail.test",
    "Northwind\nSubject: other",
    "Northwind\u2028Bcc: x",
    "Northwind\rX: y",
    "Northwind\u0000 x",
  ])("has a subject of one line, so the organization's name %j can't inject a header", async (organization) => {
    const { subject } = await write({ organization });
    expect(subject).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
    expect(subject).toMatch(/^Start your onboarding at Northwind /);
  });

  it("has the organization's reply address, if there is one", async () => {
    expect((await write()).replyTo).toBeNull();
    expect((await write({}, { replyTo: " people@northwind.test " })).replyTo).toBe("people@northwind.test");
    expect((await write({}, { replyTo: " " })).replyTo).toBeNull();
  });

  it("states its language, marks its tables as layout, and follows the system's theme", async () => {
    const { html } = await write();
    expect(html).toMatch(/<html lang="en-GB"/);
    for (const table of html.match(/<table[^>]*>/g) ?? []) expect(table).toContain(`role="presentation"`);
    expect(html).toContain(`<meta name="color-scheme" content="light dark">`);
    expect(html).toContain("prefers-color-scheme: dark");
    expect(html).toContain("Complete a few forms before your first day at Northwind.");
  });

  it("loads nothing when it is opened", async () => {
    const { html } = await write();
    const addresses = [...html.matchAll(/https?:\/\/[^"'\s<)]+/g)].map(([address]) => address);
    expect(new Set(addresses)).toEqual(new Set([known.link, "http://www.w3.org/1999/xhtml"]));
    expect(html).not.toMatch(/<img|<link|@import|url\(/);
  });

  it("is the same for the same values, whatever was rendered in between", async () => {
    const first = await write();
    await write({ firstName: "Grace" }, { body: "Other" }, "reminder");
    expect(await write()).toEqual(first);
  });

  it("is rejected with a template that has problems", async () => {
    await expect(write({}, { body: "{{nickname}}" })).rejects.toThrow();
    await expect(write({}, { body: "{{firstName" })).rejects.toThrow();
  });
});

describe("what renders an organization's invitations", () => {
  const value = fc.oneof(
    fc.string({ unit: "binary", maxLength: 20 }),
    fc.constantFrom("Ada", "o'neil & <b>", "$& $1 $$", "{{link}}", " a\r\nb ", "\uE000", "https://x.example", "", " "),
  );
  const piece = fc.constantFrom("Hello ", ", ", "\n\n", "\n", ". As ", "’s ", ...allWords.split(/(?=\{\{)/));
  const part = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(""));
  const email = fc.record({
    kind: fc.constantFrom("invitation" as const, "reminder" as const),
    expires: value,
    values: fc.record({
      firstName: fc.option(value),
      lastName: fc.option(value),
      jobTitle: fc.option(value),
      startDate: fc.option(value),
      organization: fc.option(value),
      managerName: fc.option(value),
      link: value,
    }),
  });
  const template = fc.record({ subject: part, greeting: part, body: part, signOff: part, replyTo: fc.constant(null) });

  it("renders each exactly as if it were the only one, whatever the values and the texts hold", async () => {
    await fc.assert(
      fc.asyncProperty(template, fc.array(email, { minLength: 1, maxLength: 4 }), async (texts, emails) => {
        const look = { ...ownLook, logo: { source: "cid:logo", width: 40, height: 20 } };
        const style = { template: texts, look, contact: { words: "Ask <us>", address: null } };
        const render = invitationRenderer(style);
        for (const one of emails) expect(await render(one)).toEqual(await renderInvitation({ ...style, ...one }));
      }),
      { numRuns: 300 },
    );
  });
});

describe("a courtesy email", () => {
  const email = { organization: "Northwind", subject: "About your start", text: "Dear Ada,\nwe are sorry.\n\nNorthwind", replyTo: null };

  it("has the text with its paragraphs in both parts, and no button", async () => {
    const { subject, html, text } = await renderCourtesyEmail(email);
    expect(subject).toBe("About your start");
    expect(text).toBe("Dear Ada,\nwe are sorry.\n\nNorthwind\n\nSent by Northwind.\n");
    expect(html).toMatch(/<p[^>]*>Dear Ada,<br \/>we are sorry.<\/p><p[^>]*>Northwind<\/p>/);
    expect(html).not.toMatch(/<a |href=|Start onboarding/);
  });

  it("is text, whatever it holds: no markup, no variable, no injected header", async () => {
    const { subject, html, text } = await renderCourtesyEmail({
      organization: hostile,
      subject: `${hostile}\r\nBcc: all@mail.test`,
      text: `${hostile} {{ organization }} {% raw %}`,
      replyTo: "people@northwind.test",
    });
    expect(html).not.toMatch(/<img src=x|onerror="alert/);
    expect(html).toContain("{{ organization }} {% raw %}");
    expect(text).toContain(`${hostile} {{ organization }} {% raw %}`);
    expect(subject).not.toMatch(/[\r\n]/);
  });

  it("has a subject even when none is given", async () => {
    expect((await renderCourtesyEmail({ ...email, subject: " \n" })).subject).toBe("A message from Northwind");
  });
});
