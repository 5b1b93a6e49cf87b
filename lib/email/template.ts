import { Tokenizer, TokenKind } from "liquidjs";
import { z } from "zod";
import { anyOf } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/email";

/** An organization's invitation email. Every text may contain `{{variable}}`s; blank lines separate paragraphs of the body. */
export interface EmailTemplate {
  subject: string;
  greeting: string;
  body: string;
  signOff: string;
  /** Address for replies; null uses the portal's sender address. */
  replyTo: string | null;
}

export const templateVariables = ["firstName", "lastName", "jobTitle", "startDate", "organization", "managerName", "link"] as const;
export type TemplateVariable = (typeof templateVariables)[number];

export interface TemplateProblem {
  field: keyof EmailTemplate;
  /** One or two sentences that say what to do. */
  reason: string;
}

/** Returns the email of an organization that has not written its own. Forms are promised immediately only where the link leads to them. */
export function defaultTemplate({ hasForms }: { hasForms: boolean }): EmailTemplate {
  return {
    subject: m.defaultSubject(),
    greeting: m.defaultGreeting(),
    body: hasForms ? m.defaultBody() : m.defaultBodyBeforeForms(),
    signOff: m.defaultSignOff(),
    replyTo: null,
  };
}

const limits = { subject: 200, greeting: 200, body: 5000, signOff: 500 } as const;
type TextField = keyof typeof limits;

const variables = () => anyOf(templateVariables.map((name) => `{{${name}}}`));

/**
 * Returns every problem that keeps a template from being saved. Without one, it renders with any values. A template consists of
 * text and `{{variable}}`s from `templateVariables`; Liquid's tags and filters are problems. Never throws.
 */
export function templateProblems(template: EmailTemplate): TemplateProblem[] {
  const problems: TemplateProblem[] = [];
  for (const field of ["subject", "greeting", "body", "signOff"] as const) {
    for (const reason of new Set(textProblems(field, template[field]))) problems.push({ field, reason });
  }
  const replyTo = template.replyTo?.trim();
  if (replyTo && !z.email().max(254).safeParse(replyTo).success) {
    problems.push({ field: "replyTo", reason: m.invalidReplyTo() });
  }
  return problems;
}

function textProblems(field: TextField, text: string): string[] {
  const limit = limits[field];
  if (text.length > limit) return [m.tooLong({ field, length: text.length, max: limit })];
  if ((field === "subject" || field === "body") && text.trim() === "") return [m.empty({ field })];
  const problems = variableProblems(text);
  if (field === "subject" && /[\r\n\u0085\u2028\u2029]/.test(text)) problems.unshift(m.lineBreakInSubject());
  // Subjects appear on locked screens and in the logs of mail servers.
  if (field === "subject" && /\{\{\s*link\s*\}\}/.test(text)) problems.push(m.linkInSubject());
  return problems;
}

function variableProblems(text: string): string[] {
  if (/\{%|%\}/.test(text)) return [m.onlyVariables({ text: excerpt(text, text.search(/\{%|%\}/)) })];
  const problems: string[] = [];
  for (const token of tokensOf(text)) {
    if (token.kind !== TokenKind.Output) {
      const brace = token.getText().search(/[{}]/);
      if (brace >= 0) problems.push(unpairedBrace(excerpt(token.getText(), brace)));
      continue;
    }
    const problem = outputProblem(token.getText());
    if (problem) problems.push(problem);
  }
  return problems;
}

interface Token {
  kind: TokenKind;
  getText(): string;
}

/** Returns the text's tokens as Liquid reads them; a text that it can't read is one token from the unpaired brace on. */
function tokensOf(text: string): Token[] {
  try {
    return new Tokenizer(text).readTopLevelTokens();
  } catch {
    // Without tags, Liquid fails only on an output that is not closed: the one at the last opening brace.
    return [{ kind: TokenKind.HTML, getText: () => text.slice(text.lastIndexOf("{{")) }];
  }
}

function outputProblem(output: string): string | null {
  const inside = output.slice(2, -2).trim();
  if (/[{}]/.test(inside)) return unpairedBrace(excerpt(output, 0));
  if (inside === "") return m.emptyVariable({ text: output, variables: variables() });
  const name = /^-?\s*([\p{L}\p{N}_ .]*)/u.exec(inside)?.[1]?.trim() ?? "";
  const known = templateVariables.some((variable) => variable === name);
  if (inside === name) return known ? null : m.unknownVariable({ name: `{{${name.slice(0, 40)}}}`, variables: variables() });
  if (known) return m.nameOnly({ name: `{{${name}}}` });
  return m.unknownOutput({ text: excerpt(output, 0), variables: variables() });
}

function unpairedBrace(where: string): string {
  return m.unpairedBrace({ text: where });
}

function excerpt(text: string, from: number): string {
  const rest = text.slice(from).replace(/\s+/gu, " ");
  return rest.length > 40 ? `${rest.slice(0, 39)}…` : rest;
}
