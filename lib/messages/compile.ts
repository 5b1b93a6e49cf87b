import { type MessageFormatElement, parse, TYPE } from "@formatjs/icu-messageformat-parser";

export type Catalogue = Record<string, string>;

interface CompileOptions {
  /** Every letter of the messages is replaced by one that reads alike, so that a text from elsewhere stands out. */
  pseudo?: boolean;
}

type ParameterType = "string" | "number" | "ReactNode" | "(text: ReactNode) => ReactNode" | readonly string[];

interface Scope {
  parameters: Map<string, ParameterType>;
  imports: Set<"number" | "plural" | "rich">;
  pseudo: boolean;
}

const ACCENTED: Record<string, string> = Object.fromEntries(
  [..."abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"].map((letter, at) => [
    letter,
    [..."àƀçđéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýžÀƁÇĐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽ"][at] ?? letter,
  ]),
);
const KEEP_TOGETHER = /\{\{\w+\}\}|https?:\/\/\S+/g;

/** Returns the TypeScript module of one catalogue: a function for each message, its parameters typed. */
export function compileCatalogue(catalogue: Catalogue, { pseudo = false }: CompileOptions = {}): string {
  const imports = new Set<"number" | "plural" | "rich">();
  const functions = Object.entries(catalogue).map(([id, text]) => messageFunction(id, text, imports, pseudo));
  const formats = [...imports].filter((name) => name !== "rich").sort();
  return [
    "// Written by `npm run messages:compile` from lib/messages/en; do not edit.",
    ...(imports.has("rich") ? ['import type { ReactNode } from "react";', 'import { rich } from "@/lib/messages/rich";'] : []),
    ...(formats.length > 0 ? [`import { ${formats.join(", ")} } from "@/lib/messages/runtime";`] : []),
    ...functions,
    "",
  ].join("\n");
}

function messageFunction(id: string, text: string, imports: Scope["imports"], pseudo: boolean): string {
  if (!/^[a-z][A-Za-z0-9]*$/.test(id)) throw new Error(`"${id}" is not a camelCase name.`);
  const scope: Scope = { parameters: new Map(), imports, pseudo };
  try {
    const parsed = parse(text.replace(/<([a-z][A-Za-z0-9]*)\/>/g, "<$1></$1>"), { requiresOtherClause: false });
    const elements = pseudo ? bracketed(parsed) : parsed;
    const body = hasTag(parsed) ? richText(elements, scope) : plainText(elements, scope);
    const parameters = [...scope.parameters].map(([name, type]) => `${name}: ${typeText(type)}`);
    const signature = parameters.length > 0 ? `p: { ${parameters.join("; ")} }` : "";
    return `/** ${text.replaceAll("*/", "* /").replaceAll("\n", " ")} */\nexport const ${id} = (${signature})${hasTag(parsed) ? ": ReactNode" : ": string"} => ${body};`;
  } catch (error) {
    throw new Error(`Message "${id}": ${error instanceof Error ? error.message : String(error)}`);
  }
}

function typeText(type: ParameterType): string {
  return typeof type === "string" ? type : type.map((option) => JSON.stringify(option)).join(" | ");
}

function hasTag(elements: MessageFormatElement[]): boolean {
  return elements.some((element) => {
    if (element.type === TYPE.tag) return true;
    return (
      (element.type === TYPE.select || element.type === TYPE.plural) && Object.values(element.options).some(({ value }) => hasTag(value))
    );
  });
}

function bracketed(elements: MessageFormatElement[]): MessageFormatElement[] {
  return [{ type: TYPE.literal, value: "⟦" }, ...elements, { type: TYPE.literal, value: "⟧" }];
}

function declare(scope: Scope, name: string, type: ParameterType): string {
  const known = scope.parameters.get(name);
  if (known !== undefined && typeText(known) !== typeText(type)) {
    throw new Error(`{${name}} is used as ${typeText(known)} and as ${typeText(type)}.`);
  }
  scope.parameters.set(name, type);
  return `p.${name}`;
}

function literal(text: string, scope: Scope): string {
  if (!scope.pseudo) return text;
  let end = 0;
  let result = "";
  const accent = (part: string) => part.replace(/[A-Za-z]/g, (letter) => ACCENTED[letter] ?? letter);
  for (const kept of text.matchAll(KEEP_TOGETHER)) {
    result += accent(text.slice(end, kept.index)) + kept[0];
    end = kept.index + kept[0].length;
  }
  return result + accent(text.slice(end));
}

/** Returns an expression that is a string. */
function plainText(elements: MessageFormatElement[], scope: Scope, counted?: string): string {
  const merged = parts(elements, scope, counted, plainText);
  if (merged.every((part) => "text" in part)) return JSON.stringify(merged.map((part) => part.text).join(""));
  const [only] = merged;
  if (merged.length === 1 && only && "code" in only) return only.code;
  const escaped = (text: string) => text.replace(/[`\\]|\$(?=\{)/g, "\\$&").replaceAll("\n", "\\n");
  return `\`${merged.map((part) => ("text" in part ? escaped(part.text) : `\${${part.code}}`)).join("")}\``;
}

/** Returns an expression that is a React node. */
function richText(elements: MessageFormatElement[], scope: Scope, counted?: string): string {
  const merged = parts(elements, scope, counted, richText);
  const codes = merged.map((part) => ("text" in part ? JSON.stringify(part.text) : part.code));
  if (codes.length === 1 && codes[0]) return codes[0];
  scope.imports.add("rich");
  return `rich(${codes.join(", ")})`;
}

type Part = { text: string } | { code: string };

function parts(elements: MessageFormatElement[], scope: Scope, counted: string | undefined, inner: typeof plainText): Part[] {
  const merged: Part[] = [];
  for (const part of elements.map((element) => partOf(element, scope, counted, inner))) {
    const last = merged.at(-1);
    if (last && "text" in last && "text" in part) last.text += part.text;
    else merged.push(part);
  }
  return merged;
}

function partOf(element: MessageFormatElement, scope: Scope, counted: string | undefined, inner: typeof plainText): Part {
  switch (element.type) {
    case TYPE.literal:
      return { text: literal(element.value, scope) };
    case TYPE.argument:
      return { code: declare(scope, element.value, "string") };
    case TYPE.number:
      scope.imports.add("number");
      return { code: `number(${declare(scope, element.value, "number")})` };
    case TYPE.pound:
      if (counted === undefined) throw new Error("# stands outside of a plural.");
      scope.imports.add("number");
      return { code: `number(${counted})` };
    case TYPE.plural: {
      if (element.pluralType !== "cardinal" || element.offset !== 0) throw new Error("only cardinal plurals without offset are compiled.");
      if (!element.options.other) throw new Error(`the plural of {${element.value}} lacks "other".`);
      const value = declare(scope, element.value, "number");
      const exact = Object.entries(element.options).filter(([key]) => key.startsWith("="));
      const categories = Object.entries(element.options).filter(([key]) => !key.startsWith("=") && key !== "other");
      if (categories.length > 0) scope.imports.add("plural");
      return {
        code: choice(
          [
            ...exact.map(([key, option]) => [`${value} === ${Number(key.slice(1))}`, option.value] as const),
            ...categories.map(([key, option]) => [`plural(${value}) === ${JSON.stringify(key)}`, option.value] as const),
          ],
          element.options.other.value,
          (chosen) => inner(chosen, scope, value),
        ),
      };
    }
    case TYPE.select: {
      const named = Object.entries(element.options).filter(([key]) => key !== "other");
      const { other } = element.options;
      // Without "other" only the named values exist, so tsc checks the callers against them.
      const value = declare(scope, element.value, other ? "string" : named.map(([key]) => key));
      const last = other ?? named.pop()?.[1];
      return {
        code: choice(
          named.map(([key, option]) => [`${value} === ${JSON.stringify(key)}`, option.value] as const),
          last?.value ?? [],
          (chosen) => inner(chosen, scope, counted),
        ),
      };
    }
    case TYPE.tag: {
      if (element.children.length === 0) return { code: declare(scope, element.value, "ReactNode") };
      const call = declare(scope, element.value, "(text: ReactNode) => ReactNode");
      return { code: `${call}(${richText(element.children, scope, counted)})` };
    }
    default:
      throw new Error("dates and times are formatted by lib/messages/format.ts and passed as text.");
  }
}

function choice(
  options: (readonly [condition: string, elements: MessageFormatElement[]])[],
  other: MessageFormatElement[],
  text: (elements: MessageFormatElement[]) => string,
): string {
  return `(${[...options.map(([condition, elements]) => `${condition} ? ${text(elements)}`), text(other)].join(" : ")})`;
}
