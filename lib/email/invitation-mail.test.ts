import { describe, expect, it } from "vitest";
import { type InvitationMailValues, invitationMail } from "@/lib/email/invitation-mail";

const values: InvitationMailValues = {
  organization: "Northwind",
  firstName: "Ada",
  jobTitle: "Analyst",
  startDate: "Monday, 1 March 2027",
  link: "https://portal.northwind.test/onboarding/abc_DEF-123",
  expires: "Monday, 15 March 2027",
};

const hostile = `<img src=x onerror="alert('1')">&`;

describe("an invitation's mail", () => {
  it("carries the link in both parts, as the button and in words", async () => {
    const { html, text } = await invitationMail(values);
    expect(html).toContain(`href="${values.link}"`);
    expect(html.split(values.link).length - 1).toBeGreaterThanOrEqual(2);
    expect(text).toContain(`\n${values.link}\n`);
  });

  it("says in both parts who writes, who is meant, the job, the first day and how long the link works", async () => {
    const { html, text, subject } = await invitationMail(values);
    expect(subject).toBe("Start your onboarding at Northwind");
    for (const part of [html, text]) {
      for (const words of ["Northwind", "Ada", "Analyst", "Monday, 1 March 2027", "Monday, 15 March 2027"]) expect(part).toContain(words);
    }
  });

  it("leaves out a job and a first day that are not known, without a hole in the sentence", async () => {
    const { html, text } = await invitationMail({ ...values, jobTitle: null, startDate: null });
    expect(text).toContain("We are glad you are joining Northwind.\n");
    for (const part of [html, text]) expect(part).not.toMatch(/ as |first day is|null|undefined/);
  });

  it("leaves nothing of the template unfilled", async () => {
    const { html, text, subject } = await invitationMail(values);
    for (const part of [html, text, subject]) expect(part).not.toMatch(/\{\{|\}\}|\{%|%\}/);
  });

  it.each(["organization", "firstName", "jobTitle", "startDate", "link", "expires"] as const)(
    "shows markup in %s as the text it is",
    async (name) => {
      const { html, text } = await invitationMail({ ...values, [name]: hostile });
      expect(html).not.toContain("<img src=x");
      expect(html).not.toContain(`onerror="alert`);
      expect(html).toContain("&lt;img src=x onerror=&#34;alert(&#39;1&#39;)&#34;&gt;&amp;");
      // The plain part has no markup to escape from.
      expect(text).toContain(hostile);
    },
  );

  it("does not let a value out of the link's attribute", async () => {
    const { html } = await invitationMail({ ...values, link: `https://portal.test/" onclick="steal()` });
    expect(html).not.toContain(`" onclick="`);
  });

  it("does not run a name that is a template", async () => {
    const { html, text } = await invitationMail({ ...values, firstName: "{{ link }}{% if true %}x{% endif %}" });
    expect(text).toContain("Welcome, {{ link }}{% if true %}x{% endif %}.");
    expect(html).toContain("{{ link }}");
  });

  it.each(["Northwind\r\nBcc: all@mail.test", "Northwind\nSubject: other", "Northwind\u2028Bcc: x", "Northwind\rX: y"])(
    "has a subject of one line, so that the organization's name %j starts no header of its own",
    async (organization) => {
      const { subject } = await invitationMail({ ...values, organization });
      expect(subject).not.toMatch(/[\r\n\u2028\u2029]/);
      expect(subject).toMatch(/^Start your onboarding at Northwind /);
    },
  );

  it("is the same for the same values, however many were written in between", async () => {
    const first = await invitationMail(values);
    await invitationMail({ ...values, firstName: "Grace" });
    expect(await invitationMail(values)).toEqual(first);
  });
});
