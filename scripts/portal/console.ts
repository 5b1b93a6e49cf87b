import { logger } from "@/lib/platform/logger";
import { recurringFault } from "@/lib/platform/telemetry/faults";

/** A fault that pages meet is over when none has met it for so long. */
const QUIET_SECONDS = 60;
/** What Next.js puts before what it prints. */
const MARK = /^[\s⨯⚠○▲]*/u;

/**
 * Makes what Next.js and other libraries print as warning or error a line of the log. Errors come without their messages, which can quote
 * rows; a text that is an error's stack, without its first line.
 */
export function logConsole(): void {
  console.error = (...printed) => log("error", printed);
  console.warn = (...printed) => log("warn", printed);
}

function log(level: "error" | "warn", printed: readonly unknown[]): void {
  const failure = printed.find((one) => one instanceof Error) ?? printed.map(stackIn).find((one) => one !== undefined);
  if (failure) {
    recurringFault("a page failed", { level, quietSeconds: QUIET_SECONDS }).failed(failure);
    return;
  }
  const text = printed.find((one) => typeof one === "string" && one.replace(MARK, "") !== "");
  logger()[level]({ printed: wordsOf(String(text ?? "")) }, "a library printed this");
}

/** Returns the first line of a text without what a library fills in: what stands in quotes or after a colon, addresses and numbers. */
function wordsOf(text: string): string {
  const [line = ""] = text.replace(MARK, "").split("\n");
  return line
    .replace(/(["'`]).*?\1/g, "…")
    .replace(/: .*/, ": …")
    .replace(/\S*[@\d]\S*/g, "…")
    .slice(0, 200);
}

/** Returns the error that a text is the stack of. */
function stackIn(printed: unknown): { stack: string; message: string } | undefined {
  if (typeof printed !== "string") return undefined;
  const stack = printed.replace(MARK, "");
  const places = stack.search(/^\s+at /m);
  return places > 0 ? { stack, message: stack.slice(0, places).trimEnd() } : undefined;
}
