import { expect, it } from "vitest";
import { renderListEmail } from "@/lib/email/list-email";

const hostile = `<img src=x onerror="alert('1')">&`;
const email = {
  organization: "Northwind",
  subject: "2 new hires",
  text: "Two arrived.",
  sections: [
    {
      heading: "New",
      items: [
        { title: "Ada Lovelace", link: "https://portal.test/onboard/new-hires/1", lines: ["Starts Monday", "Missing: phone"] },
        { title: hostile, link: "https://portal.test/onboard/new-hires/2", lines: [`one\nline ${hostile}`] },
      ],
      more: "And 3 more.",
    },
  ],
  button: "View",
  link: "https://portal.test/onboard/new-hires",
  reason: "You chose it.",
  change: "Change it",
  changeLink: "https://portal.test/account",
};

it("both parts of a list have each one's name, lines and link, how many more there are, and where to change that one gets it", async () => {
  const { html, text } = await renderListEmail(email);
  for (const part of [html, text]) {
    for (const words of ["Ada Lovelace", "Starts Monday", "Missing: phone", "And 3 more.", "You chose it.", "New"])
      expect(part).toContain(words);
  }
  for (const link of [...email.sections.flatMap(({ items }) => items.map((item) => item.link)), email.link, email.changeLink]) {
    expect(html).toContain(`href="${link}"`);
    expect(text).toContain(link);
  }
});

it("a value is text, one line of it, and never markup", async () => {
  const { html, text } = await renderListEmail(email);
  expect(html).not.toContain("<img");
  expect(html).toContain("&lt;img src=x onerror=&#34;alert(&#39;1&#39;)&#34;&gt;&amp;");
  expect(text).toContain(`\none line ${hostile}\n`);
});
