import { Tokenizer, TokenKind } from "liquidjs";
import { z } from "zod";

/** An organization's words of the invitation. All but `replyTo` may hold `{{variable}}`s; paragraphs of the body are set off by blank lines. */
export interface MailTemplate {
  subject: string;
  greeting: string;
  body: string;
  signOff: string;
  /** Where answers go; null leaves them to the portal's own sender. */
  replyTo: string | null;
}

export const templateVariables = ["firstName", "lastName", "jobTitle", "startDate", "organization", "managerName", "link"] as const;
export type TemplateVariable = (typeof templateVariables)[number];

export interface TemplateProblem {
  field: keyof MailTemplate;
  /** A sentence that says what to do. */
  reason: string;
}

/** What is sent where an organization has not written its own words. */
export const defaultTemplate: MailTemplate = {
  subject: "Start your onboarding at {{organization}}",
  greeting: "Welcome, {{firstName}}.",
  body: [
    "We are glad you are joining {{organization}} as {{jobTitle}}, and look forward to seeing you on {{startDate}}.",
    "There are a few forms before you begin. They take about twenty minutes, and you can stop and come back.",
  ].join("\n\n"),
  signOff: "Your team at {{organization}}",
  replyTo: null,
};

const limits = { subject: 200, greeting: 200, body: 5000, signOff: 500 } as const;
type TextField = keyof typeof limits;
const labels = { subject: "subject", greeting: "greeting", body: "text", signOff: "sign-off" } as const;

const choice = templateVariables.map((name) => `{{${name}}}`).join(", ");

/**
 * Every reason not to save a template; none means that it can be rendered, whatever the values. Pure, and never throws.
 * A template holds text and `{{variable}}`s of `templateVariables` and nothing else of Liquid: no tag, no filter.
 */
export function templateProblems(template: MailTemplate): TemplateProblem[] {
  const problems: TemplateProblem[] = [];
  for (const field of ["subject", "greeting", "body", "signOff"] as const) {
    for (const reason of new Set(textProblems(field, template[field]))) problems.push({ field, reason });
  }
  const replyTo = template.replyTo?.trim();
  if (replyTo && !z.email().max(254).safeParse(replyTo).success) {
    problems.push({ field: "replyTo", reason: "This is not an address that mail can go to. Write one address, or leave it empty." });
  }
  return problems;
}

function textProblems(field: TextField, text: string): string[] {
  const limit = limits[field];
  if (text.length > limit) return [`The ${labels[field]} has ${text.length} characters. Shorten it to ${limit}.`];
  if ((field === "subject" || field === "body") && text.trim() === "") return [`The ${labels[field]} is empty. Write something.`];
  const problems = variableProblems(text);
  if (field === "subject" && /[\r\n\u0085\u2028\u2029]/.test(text)) problems.unshift("The subject has a line break. Write it on one line.");
  // Subjects are shown on locked screens and kept in logs of mail servers.
  if (field === "subject" && /\{\{\s*link\s*\}\}/.test(text))
    problems.push("The link is theirs alone. Move {{link}} from the subject to the text.");
  return problems;
}

function variableProblems(text: string): string[] {
  if (/\{%|%\}/.test(text)) return [`Only names in double braces are filled in. Take out “${excerpt(text, text.search(/\{%|%\}/))}”.`];
  const problems: string[] = [];
  for (const token of tokensOf(text)) {
    if (token.kind !== TokenKind.Output) {
      const brace = token.getText().search(/[{}]/);
      if (brace >= 0) problems.push(loneBrace(excerpt(token.getText(), brace)));
      continue;
    }
    const problem = outputProblem(token.getText());
    if (problem) problems.push(problem);
  }
  return problems;
}

interface Piece {
  kind: TokenKind;
  getText(): string;
}

/** Liquid's own reading of the text; what it cannot read is one piece from the brace on. */
function tokensOf(text: string): Piece[] {
  try {
    return new Tokenizer(text).readTopLevelTokens();
  } catch {
    // Without tags, an output that is not closed is the only thing Liquid does not read; the last opening brace is it.
    return [{ kind: TokenKind.HTML, getText: () => text.slice(text.lastIndexOf("{{")) }];
  }
}

function outputProblem(output: string): string | null {
  const inside = output.slice(2, -2).trim();
  if (/[{}]/.test(inside)) return loneBrace(excerpt(output, 0));
  if (inside === "") return `There is nothing between the braces of “${output}”. Use one of ${choice}.`;
  const name = /^-?\s*([\p{L}\p{N}_ .]*)/u.exec(inside)?.[1]?.trim() ?? "";
  const known = templateVariables.some((variable) => variable === name);
  if (inside === name) return known ? null : `There is no {{${name.slice(0, 40)}}}. Use one of ${choice}.`;
  if (known) return `Write {{${name}}} with nothing but the name between the braces.`;
  return `“${excerpt(output, 0)}” cannot be filled in. Use one of ${choice}.`;
}

function loneBrace(where: string): string {
  return `A brace is not closed: “${where}”. Write two before and two after a name, as in {{firstName}}.`;
}

function excerpt(text: string, from: number): string {
  const words = text.slice(from).replace(/\s+/gu, " ");
  return words.length > 40 ? `${words.slice(0, 39)}…` : words;
}
