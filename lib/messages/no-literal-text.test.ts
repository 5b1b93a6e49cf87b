import { readdirSync, readFileSync } from "node:fs";
import { parseSync } from "@swc/core";
import { describe, expect, it } from "vitest";

type Syntax = Record<string, unknown> & { type: string };

/** Places whose English no user of the portal reads, each with the reason. */
const files: readonly (readonly [where: RegExp, reason: string])[] = [
  [/^lib\/email\/bounces\/listener\.ts$/, "another mail server reads it"],
  [/^lib\/embedded-database\//, "the operator reads it in a terminal"],
  [/^lib\/http\/(openapi|responses)\.ts$/, "the description of the API"],
  [/^lib\/platform\/telemetry\/metrics\.ts$/, "the operator's monitoring shows it"],
  [/^app\/api\/security-contact\//, "security.txt (RFC 9116)"],
];
const tags = new Set(["sql", "$queryRaw", "$executeRaw"]);
const sqlCalls = new Set(["executeSql"]);
const programmerErrors = new Set(["Error"]);
/** In app/api: what the description of the API says about a route and its answers. */
const describedInOpenApi = { properties: new Set(["summary", "description"]), calls: new Set(["json"]) };
const names = new Set([
  // What Greenhouse calls its permissions and webhooks.
  "Candidates: Get: Retrieve Candidate",
  "Offers: Get: List Offers",
  "Candidate has been hired",
  "Offer created",
  "Offer updated",
  "Candidate updated",
  "Candidate has been unhired",
  "Candidate or prospect rejected",
  "Offer deleted",
  "Candidate anonymized",
  "Candidate deleted",
  "Candidate merged",
  "Application deleted",
  // Actors in the API, which code compares, and the provider of next-auth.
  "New hire",
  "Unknown person",
  "Email and password",
  // An example of an address, and what stands on keys.
  "people@yourcompany.com",
  ...["Enter", "Escape", "Esc", "ArrowLeft", "ArrowRight"],
  // The values of headers.
  "Bearer …",
  "Basic …",
]);
const keys = /^(Ctrl|Control)[ +]/;
/** What is called so in every language. */
const product = /(· )?EMPTrust/g;
/** Members and attributes that a person is shown or told, so that a single word counts there, too. */
const shown = /^(reason|message|detail|error|title|label|hint|placeholder|alt|aria-(label|description|valuetext)|\w+(Title|Label|Text))$/;
/** Operators of which either side may be the result. */
const eitherSide = new Set(["||", "??", "+"]);

const instead =
  "Text that people read is a message: put the whole sentence into a catalogue of lib/messages/en (README.md there says how) and call it. " +
  "Where no user of the portal reads it, add the place to the lists in lib/messages/no-literal-text.test.ts, with the reason.";

/** Returns the string literals, templates and texts of markup that people would read, each with its line. */
function literalTexts(path: string, source: string): string[] {
  if (files.some(([where]) => where.test(path))) return [];
  const found: string[] = [];
  const { body } = parseSync(source, { syntax: "typescript", tsx: path.endsWith("x"), target: "esnext" });
  const bytes = Buffer.from(source);
  visit(body, []);
  return found;

  // Arguments are wrapped in objects that are no syntax of their own.
  function visit(node: unknown, above: readonly Syntax[]): void {
    if (typeof node !== "object" || node === null) return;
    if (!isSyntax(node)) {
      for (const child of Object.values(node)) visit(child, above);
      return;
    }
    if (isAllowed(node, path)) return;
    const text = textOf(node);
    if (text !== null && !names.has(text) && (readsAsText(text) || readsAsWord(text, path, isShown(node, above)))) {
      // The parser counts bytes, from 1.
      const before = bytes.subarray(0, (node.span as { start: number }).start - 1).toString();
      found.push(`${path}:${before.split("\n").length} ${JSON.stringify(text)}`);
    }
    for (const child of Object.values(node)) visit(child, [...above, node]);
  }
}

function isSyntax(node: unknown): node is Syntax {
  return typeof node === "object" && node !== null && !Array.isArray(node) && typeof (node as Syntax).type === "string";
}

/** Returns the text of a literal, with … for what is put into it; null for what is no literal. */
function textOf(node: Syntax): string | null {
  if (node.type === "StringLiteral" || node.type === "JSXText") return inOneLine(String(node.value));
  if (node.type !== "TemplateLiteral") return null;
  return inOneLine((node.quasis as { cooked: string }[]).map(({ cooked }) => cooked).join("…"));
}

function inOneLine(text: string): string {
  return text.replace(product, "").replace(/\s+/g, " ").trim();
}

/** Returns whether a text is a sentence or the beginning or end of one: two words, of which a capital begins the first or follows what is put in. */
function readsAsText(text: string): boolean {
  const [first = "", ...others] = text.split(" ");
  if (others.length === 0 || !/[a-z]{2}/.test(text) || keys.test(text)) return false;
  if (/^…[.,:]?$/.test(first)) return /( [A-Z][a-z]+\b.*[a-z])|[a-z]{2}[.?!]$/.test(text);
  return /^[“(]?[A-Z]([a-z’']|$)/.test(first) || /^[A-Z]{2,} [a-z]{2}/.test(text);
}

/** Returns whether a single word, or several in lower case, are a text: on a screen all that is shown, elsewhere what begins with a capital. */
function readsAsWord(text: string, path: string, isShown: boolean): boolean {
  const isOnScreen = /^components\/|^app\/(?!api\/)/.test(path);
  if (isOnScreen && isShown) return /\p{L}{2}/u.test(text);
  return (isOnScreen || isShown) && !keys.test(text) && /^\P{L}*[A-Z][a-z]/u.test(text);
}

/** Returns whether a literal, alone or as one outcome of an expression, is markup's text or the value of what is shown. */
function isShown(node: Syntax, above: readonly Syntax[]): boolean {
  let inner = node;
  for (const outer of above.toReversed()) {
    switch (outer.type) {
      case "JSXElement":
      case "JSXFragment":
        return true;
      case "JSXAttribute":
      case "KeyValueProperty":
        return outer.key !== inner && shown.test(nameOf(outer.key ?? outer.name));
      case "ConditionalExpression":
        if (outer.test === inner) return false;
        break;
      case "BinaryExpression":
        if (!eitherSide.has(String(outer.operator)) && !(outer.operator === "&&" && outer.right === inner)) return false;
        break;
      case "JSXExpressionContainer":
      case "ParenthesisExpression":
      case "TemplateLiteral":
        break;
      default:
        return false;
    }
    inner = outer;
  }
  return false;
}

function isAllowed(node: Syntax, path: string): boolean {
  switch (node.type) {
    case "ImportDeclaration":
    case "TsLiteralType":
      return true;
    case "TaggedTemplateExpression":
      return tags.has(nameOf(node.tag));
    case "NewExpression":
      return programmerErrors.has(nameOf(node.callee));
    case "CallExpression":
      return (
        isLogger(node.callee) ||
        sqlCalls.has(nameOf(node.callee)) ||
        (path.startsWith("app/api/") && describedInOpenApi.calls.has(nameOf(node.callee)))
      );
    case "KeyValueProperty":
      return path.startsWith("app/api/") && describedInOpenApi.properties.has(nameOf(node.key));
    default:
      return false;
  }
}

/** Returns the last name of what is called or set: `tx.$queryRaw` → "$queryRaw". */
function nameOf(node: unknown): string {
  if (!isSyntax(node)) return "";
  if (node.type === "MemberExpression") return nameOf(node.property);
  if (node.type === "TsInstantiation") return nameOf(node.expression);
  return typeof node.value === "string" ? node.value : "";
}

function isLogger(callee: unknown): boolean {
  if (!isSyntax(callee) || callee.type !== "MemberExpression") return false;
  return isSyntax(callee.object) && nameOf(callee.object.callee ?? callee.object) === "logger";
}

describe("literal text", () => {
  it("stands in no code whose text people read", () => {
    const sources = ["app", "components", "lib"]
      .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => `${folder}/${name}`))
      .filter((path) => /(?<!\.test)\.tsx?$/.test(path) && !path.startsWith("lib/messages/generated/"));
    expect(
      sources.flatMap((path) => literalTexts(path, readFileSync(path, "utf8"))),
      instead,
    ).toEqual([]);
  }, 60_000);

  it.each([
    ['throw new AppError("withdrawn", "This person is no longer hired.");', "This person is no longer hired."],
    ['z.string().check(z.minLength(1, "Enter the key."));', "Enter the key."],
    [`throw new AppError(code, \`\${error.message} Nothing was sent.\`);`, "… Nothing was sent."],
    [`const name = fullName(values) || \`Candidate \${candidateId}\`;`, "Candidate …"],
    ['const refused = "HR decides about this.";', "HR decides about this."],
    ['const problem = { name: "userId", reason: "Missing" };', "Missing"],
    ["const card = <p>Saved</p>;", "Saved"],
    ['const button = <button aria-label="Close" />;', "Close"],
    ['const route = tenantRoute({ summary: "List the hires" });', "List the hires"],
  ])("is found: %s", (source, text) => {
    expect(literalTexts("lib/some/file.tsx", `// “Some remark.”\n${source}`)).toEqual([`lib/some/file.tsx:2 ${JSON.stringify(text)}`]);
  });

  it.each([
    ["<p>nothing yet</p>", "nothing yet"],
    ['const done = <p>{isDone ? "done" : m.open()}</p>;', "done"],
    [`const open = <p>{count > 0 && \`\${count} open\`}</p>;`, "… open"],
    ['<button aria-label="close"><X /></button>', "close"],
    [`<input placeholder={\`find \${noun}\`} />`, "find …"],
    ['<Card emptyTitle="none" />', "none"],
    ['const ways = [{ value: "key", label: "key" }];', "key"],
    ['announce("Saved");', "Saved"],
  ])("is found on a screen: %s", (source, text) => {
    expect(literalTexts("components/some/file.tsx", source)).toEqual([`components/some/file.tsx:1 ${JSON.stringify(text)}`]);
  });

  it("is no class, id, kind, message or name of the product", () => {
    const source = '<Card className="flex gap-2" id="main" tone="info" title={m.title()}>{m.text({ kind: "v3" })} · EMPTrust</Card>';
    expect(literalTexts("components/some/file.tsx", source)).toEqual([]);
  });

  it.each([
    'import { some } from "Some place";',
    'type Heading = "Some heading";',
    'logger().error({ runId }, "The sync has failed.");',
    'if (!result) throw new Error("This step has no result.");',
    `const rows = await tx.$queryRaw\`Select the "hires" of \${id}\`;`,
    `const box = <p className={\`\${base} mt-3 flex\`}>{m.saved()}</p>;`,
    `const header = { authorization: \`Bearer \${token}\`, accept: "application/json" };`,
  ])("that users do not read may stand: %s", (source) => {
    expect(literalTexts("lib/some/file.tsx", source)).toEqual([]);
  });

  it("may describe routes where they are declared", () => {
    const source = 'export const GET = tenantRoute({ summary: "List the hires", statuses: { 401: json("Not signed in", schema) } });';
    expect(literalTexts("app/api/new-hires/route.ts", source)).toEqual([]);
  });
});
