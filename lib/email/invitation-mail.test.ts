import { describe, expect, it } from "vitest";
import { courtesyMail, invitationMail } from "@/lib/email/invitation-mail";
import { defaultTemplate, type MailTemplate } from "@/lib/email/template";
import type { MailValues } from "@/lib/email/template-words";

const known: MailValues = {
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

function write(values: Partial<MailValues> = {}, template: Partial<MailTemplate> = {}, kind: "invitation" | "reminder" = "invitation") {
  return invitationMail({ template: { ...defaultTemplate, ...template }, values: { ...known, ...values }, expires, kind });
}

describe("an invitation's mail", () => {
  it("carries the link in both parts, as the button and in words, whether or not the template names it", async () => {
    for (const body of ["No link here.", "Go to {{link}}"]) {
      const { html, text } = await write({}, { body });
      expect(html).toContain(`href="${known.link}"`);
      expect(html.split(known.link).length - 1).toBeGreaterThanOrEqual(2);
      expect(text).toContain(`\n${known.link}\n`);
    }
  });

  it("says in both parts who writes, who is meant, the job, the first day and how long the link works", async () => {
    const { html, text, subject } = await write();
    expect(subject).toBe("Start your onboarding at Northwind");
    for (const part of [html, text]) {
      for (const words of ["Northwind", "Ada", "Analyst", "Monday, 1 March 2027", "Monday, 15 March 2027"]) expect(part).toContain(words);
    }
  });

  it("is whole where name, job and first day are not known", async () => {
    const { html, text } = await write({ firstName: null, jobTitle: null, startDate: " " });
    expect(text).toMatch(/^Welcome\.\n/);
    expect(text).toContain("We are glad you are joining Northwind in your new role, and look forward to seeing you on your first day.\n");
    const shown = html.replace(/<style[\s\S]*?<\/style>/g, "");
    for (const part of [shown, text]) expect(part).not.toMatch(/null|undefined|, \.| \.|\uE000/);
  });

  it("leaves nothing of the template unfilled", async () => {
    const { html, text, subject } = await write({}, { body: allWords, signOff: allWords }, "reminder");
    for (const part of [html, text, subject]) expect(part).not.toMatch(/\{\{|\}\}|\{%|%\}/);
  });

  it("begins with what it is when it is a reminder, and not when it is not", async () => {
    const { html, text, subject } = await write({}, {}, "reminder");
    const words = "A reminder: your onboarding at Northwind has not started yet.";
    expect(subject).toBe("Reminder: Start your onboarding at Northwind");
    expect(text.startsWith(`${words}\n\nWelcome, Ada.`)).toBe(true);
    expect(html.indexOf(words)).toBeLessThan(html.indexOf("Welcome, Ada."));
    const invitation = await write();
    expect(invitation.html + invitation.text + invitation.subject).not.toMatch(/reminder/i);
  });

  it("keeps the paragraphs and line breaks of the text", async () => {
    const { html, text } = await write({}, { body: "One\r\ntwo\n \n\n\nthree", signOff: "Yours\nNorthwind" });
    expect(text).toContain("\n\nOne\ntwo\n\nthree\n\n");
    expect(html).toMatch(/<p[^>]*>One<br \/>two<\/p><p[^>]*>three<\/p>/);
    expect(html).toMatch(/<p[^>]*>Yours<br \/>Northwind<\/p>/);
  });

  it.each(Object.keys(known) as (keyof MailValues)[])("shows markup in %s as the text it is", async (name) => {
    const { html, text } = await write({ [name]: hostile }, { body: allWords, greeting: allWords, signOff: allWords });
    expect(html).not.toMatch(/<img src=x|onerror="alert/);
    expect(html).toContain(escaped);
    // The plain part has no markup to escape from.
    expect(text).toContain(hostile);
  });

  it.each(["subject", "greeting", "body", "signOff"] as const)("shows markup in the template's %s as the text it is", async (field) => {
    const { html } = await write({}, { [field]: hostile });
    expect(html).not.toMatch(/<img src=x|onerror="alert/);
    expect(html).toContain(escaped);
  });

  it("shows markup in the date as the text it is", async () => {
    const { html } = await invitationMail({ template: defaultTemplate, values: known, expires: hostile, kind: "invitation" });
    expect(html).not.toContain("<img src=x");
    expect(html).toContain(escaped);
  });

  it("does not let a value out of the link's attribute", async () => {
    const { html } = await write({ link: `https://portal.test/" onclick="steal()` });
    expect(html).not.toContain(`" onclick="`);
  });

  it("does not run a name that is a template", async () => {
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
  ])("has a subject of one line, so that the organization's name %j starts no header of its own", async (organization) => {
    const { subject } = await write({ organization });
    expect(subject).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
    expect(subject).toMatch(/^Start your onboarding at Northwind /);
  });

  it("answers to the organization's address where it has one", async () => {
    expect((await write()).replyTo).toBeNull();
    expect((await write({}, { replyTo: " people@northwind.test " })).replyTo).toBe("people@northwind.test");
    expect((await write({}, { replyTo: " " })).replyTo).toBeNull();
  });

  it("tells readers its language and that its tables are for layout, and follows the system's theme", async () => {
    const { html } = await write();
    expect(html).toMatch(/<html lang="en"/);
    for (const table of html.match(/<table[^>]*>/g) ?? []) expect(table).toContain(`role="presentation"`);
    expect(html).toContain(`<meta name="color-scheme" content="light dark">`);
    expect(html).toContain("prefers-color-scheme: dark");
    expect(html).toContain("A few forms before your first day at Northwind.");
  });

  it("has nothing fetched by opening it", async () => {
    const { html } = await write();
    const addresses = [...html.matchAll(/https?:\/\/[^"'\s<)]+/g)].map(([address]) => address);
    expect(new Set(addresses)).toEqual(new Set([known.link, "http://www.w3.org/1999/xhtml"]));
    expect(html).not.toMatch(/<img|<link|@import|url\(/);
  });

  it("is the same for the same values, however many were written in between", async () => {
    const first = await write();
    await write({ firstName: "Grace" }, { body: "Other" }, "reminder");
    expect(await write()).toEqual(first);
  });

  it("is refused with a template that has problems, instead of being sent with holes", async () => {
    await expect(write({}, { body: "{{nickname}}" })).rejects.toThrow();
    await expect(write({}, { body: "{{firstName" })).rejects.toThrow();
  });
});

describe("a courtesy mail", () => {
  const mail = { organization: "Northwind", subject: "About your start", text: "Dear Ada,\nwe are sorry.\n\nNorthwind", replyTo: null };

  it("says in both parts what was written, with its paragraphs, and has no button", async () => {
    const { subject, html, text } = await courtesyMail(mail);
    expect(subject).toBe("About your start");
    expect(text).toBe("Dear Ada,\nwe are sorry.\n\nNorthwind\n\nSent by Northwind.\n");
    expect(html).toMatch(/<p[^>]*>Dear Ada,<br \/>we are sorry.<\/p><p[^>]*>Northwind<\/p>/);
    expect(html).not.toMatch(/<a |href=|Start onboarding/);
  });

  it("is text, whatever is written: no markup, no variable, no second header", async () => {
    const { subject, html, text } = await courtesyMail({
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

  it("has a subject even when none was written", async () => {
    expect((await courtesyMail({ ...mail, subject: " \n" })).subject).toBe("A message from Northwind");
  });
});
