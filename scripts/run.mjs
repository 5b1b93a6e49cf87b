// Every command starts here, on the machine's Node.js (20 or newer) and with nothing installed. It updates the packages, the
// generated database client and the build, then runs scripts/<command>.ts on the Node.js version that the packages include.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { exclusively } from "../lib/embedded-database/process-lock.mjs";
import { bundled, programs } from "./image/bundled.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
process.chdir(root);
const bin = (name) => join(root, "node_modules", ".bin", name);
const [command = "", ...args] = process.argv.slice(2);
const script = join(root, "scripts", `${command.replace(":", "/")}.ts`);
const buildSources = [
  "app",
  "components",
  "lib",
  "public",
  "prisma/schema",
  "package-lock.json",
  "next.config.js",
  "postcss.config.mjs",
  "tsconfig.json",
  "instrumentation.ts",
  "instrumentation-client.ts",
  "proxy.ts",
];
// The tests build beside those that need no build.
const needsBuild = new Set([
  "demo",
  "qa",
  "start",
  "bench",
  "build",
  "image",
  "test:image",
  "test:upgrade",
  "test:faults",
  "test:long",
  "test:cluster",
  "test:firefox",
  "test:flake",
  "test:flows",
  "test:attacks",
]);

// What runs for long starts from a bundle (scripts/bundle.ts); the others from their sources.
const fromBundle = new Set(["start", "worker"]);

function say(line) {
  process.stderr.write(`${line}\n`);
}

function files(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => files(join(path, name)));
}

function fingerprint(paths) {
  const hash = createHash("sha256");
  for (const file of paths.flatMap(files)) {
    // Tests are not part of the build.
    if (!/\.test\.tsx?$/.test(file)) hash.update(file).update("\0").update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}

function readIfThere(path) {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error.code === "ENOENT") return undefined;
    throw error;
  }
}

let running;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  // Stop the running step first: an orphaned install would interfere with the next one.
  process.on(signal, () => (running ? running.kill(signal) : process.exit(128 + constants.signals[signal])));
}

// npm that is killed passes nothing on; then this process gets another parent.
if (process.env.npm_lifecycle_event) {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, "SIGTERM");
  }, 500).unref();
}

/** Runs a program and returns its exit code and, unless inherited, its output. */
function run(file, fileArgs, options) {
  return new Promise((ended) => {
    let output = "";
    running = spawn(file, fileArgs, { cwd: root, ...options });
    for (const stream of [running.stdout, running.stderr]) stream?.setEncoding("utf8").on("data", (text) => (output += text));
    running.on("error", (error) => ended({ code: 1, output: `${error.message}\n` }));
    running.on("close", (code, signal) => {
      running = undefined;
      ended({ code: signal ? 128 + constants.signals[signal] : code, output });
    });
  });
}

/** Runs a step when its inputs changed since it last succeeded. */
async function upToDate(what, stamp, print, product, file, fileArgs, env = {}) {
  if (existsSync(product) && readIfThere(stamp) === print) return;
  say(what);
  rmSync(stamp, { force: true });
  const { code, output } = await run(file, fileArgs, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  if (code !== 0) {
    say(`${output}failed: ${[file.replace(`${root}/`, ""), ...fileArgs].join(" ")}`);
    // The last line of the tests must show that none could run.
    if (command === "test") process.stdout.write("\n0 passed, 1 failed\n");
    process.exit(code);
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, print);
}

async function prepare() {
  // Builds and tests need the development packages, which npm omits with NODE_ENV=production.
  const install = ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  const lockFile = fingerprint(["package-lock.json"]);
  await upToDate("Installing packages…", "node_modules/.setup/packages", lockFile, "node_modules/.bin/next", "npm", install);
  const schema = fingerprint(["prisma/schema", "package-lock.json"]);
  const generate = [bin("prisma"), "generate"];
  await upToDate(
    "Generating the database client…",
    "node_modules/.setup/client",
    schema,
    "prisma/generated/client.ts",
    bin("node"),
    generate,
  );
  await compileMessages("Compiling the messages…", "messages", "lib/messages/generated", []);
  await upToDate(
    "Compiling the emails' layouts…",
    "node_modules/.setup/emails",
    fingerprint(["lib/email/layouts", "lib/email/email-layout.ts", "scripts/email", "package-lock.json"]),
    "lib/email/generated/layouts.ts",
    bin("node"),
    ["--import", "tsx", join(root, "scripts", "email", "compile.ts")],
  );
  if (needsBuild.has(command)) await build("Building…", ".next", {});
  if (needsBuild.has(command) || fromBundle.has(command) || command === "test:pseudo") {
    const sources = fingerprint(["lib", "prisma", "scripts", "next.config.js", "package-lock.json"]);
    const bundle = ["--import", "tsx", join(root, "scripts", "bundle.ts")];
    await upToDate("Bundling the programs…", "node_modules/.setup/programs", sources, `${programs}/start.mjs`, bin("node"), bundle);
  }
  if (command !== "test:pseudo") return;
  await compileMessages("Compiling the pseudo-locale…", "pseudo-messages", ".cache/pseudo-messages", ["--pseudo"]);
  // Next points both files at the folder that it builds into.
  const pointers = ["tsconfig.json", "next-env.d.ts"].map((file) => [file, readIfThere(file)]);
  await build("Building in the pseudo-locale…", ".next-pseudo", { PSEUDO_LOCALE: "on" });
  for (const [file, content] of pointers) if (content !== undefined) writeFileSync(file, content);
}

/** Compiles the catalogues into the folder. */
function compileMessages(what, stamp, product, options) {
  const sources = fingerprint(["lib/messages/en", "lib/messages/compile.ts", "scripts/messages/compile.ts"]);
  const compile = ["--import", "tsx", join(root, "scripts", "messages", "compile.ts"), ...options];
  return upToDate(what, `node_modules/.setup/${stamp}`, sources, product, bin("node"), compile);
}

function build(what, folder, env) {
  const production = { NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production", ...env };
  const sources = fingerprint(buildSources);
  return upToDate(what, `${folder}/.setup-build`, sources, `${folder}/BUILD_ID`, bin("node"), [bin("next"), "build"], production);
}

// Two commands must not install or build at the same time: the second waits for the first.
await exclusively(join(root, ".cache", "setup-lock"), prepare, () => say("Waiting for another command to finish its setup…"));
if (command === "build") process.exit(0);
if (!existsSync(script)) {
  say(`There is no command "${command}".`);
  process.exit(1);
}
const bundle = fromBundle.has(command) ? bundled(root, command) : { args: ["--import", "tsx", script], env: {} };
const last = [...bundle.args, ...args];
const env = { ...bundle.env, ...process.env };
// Where this Node.js can, it becomes the command: one process less that a signal has to pass.
if (process.execve) process.execve(bin("node"), [bin("node"), ...last], env);
const { code } = await run(bin("node"), last, { env, stdio: "inherit" });
process.exit(code);
