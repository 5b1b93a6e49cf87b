// Every command starts here, on whatever Node.js the machine has (20 or newer) and with nothing installed. It brings the
// packages, the generated database client and the build up to date, then runs scripts/<command>.ts on the Node.js
// version that the packages bring along.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
process.chdir(root);
const bin = (name) => join(root, "node_modules", ".bin", name);
const [command = "", ...args] = process.argv.slice(2);
const script = join(root, "scripts", `${command.replace(":", "-")}.ts`);
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
  "proxy.ts",
];
const needsBuild = new Set(["demo", "start", "test", "bench", "build"]);

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
    // Tests do not change what is built.
    if (!/\.test\.tsx?$/.test(file)) hash.update(file).update("\0").update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}

function pause(milliseconds) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** Two commands started at once must not install or build over each other: the second waits for the first. */
function exclusively(work) {
  const lock = join(root, ".cache", "setup-lock");
  mkdirSync(dirname(lock), { recursive: true });
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: "wx" });
      break;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
      const holder = Number(readFileSync(lock, "utf8").trim() || Number.NaN);
      if (Number.isInteger(holder) && !isAlive(holder)) rmSync(lock, { force: true });
      else pause(300);
    }
  }
  const release = () => rmSync(lock, { force: true });
  process.on("exit", release);
  try {
    work();
  } finally {
    release();
    process.off("exit", release);
  }
}

/** Runs a step when what it is made from changed since it last succeeded. */
function upToDate(what, stamp, print, product, run) {
  if (existsSync(product) && existsSync(stamp) && readFileSync(stamp, "utf8") === print) return;
  say(what);
  rmSync(stamp, { force: true });
  run();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, print);
}

function step(file, stepArgs, env = {}) {
  const done = spawnSync(file, stepArgs, { cwd: root, encoding: "utf8", env: { ...process.env, ...env }, maxBuffer: 64 * 1024 * 1024 });
  if (done.status === 0) return;
  say(`${done.stdout ?? ""}${done.stderr ?? ""}${done.error ? done.error.message : ""}`);
  say(`failed: ${[file.replace(`${root}/`, ""), ...stepArgs].join(" ")}`);
  process.exit(1);
}

function prepare() {
  upToDate("Installing packages…", "node_modules/.setup/packages", fingerprint(["package-lock.json"]), "node_modules/.bin/next", () =>
    step("npm", ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"]),
  );
  const schema = fingerprint(["prisma/schema", "package-lock.json"]);
  upToDate("Generating the database client…", "node_modules/.setup/client", schema, "prisma/generated/client.ts", () =>
    step(bin("node"), [bin("prisma"), "generate"]),
  );
  if (!needsBuild.has(command)) return;
  upToDate("Building…", ".next/.setup-build", fingerprint(buildSources), ".next/BUILD_ID", () =>
    step(bin("node"), [bin("next"), "build"], { NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" }),
  );
}

exclusively(prepare);
if (command === "build") process.exit(0);
if (!existsSync(script)) {
  say(`There is no command "${command}".`);
  process.exit(1);
}

const child = spawn(bin("node"), ["--import", "tsx", script, ...args], { cwd: root, stdio: "inherit" });
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  // A terminal sends Ctrl-C to the child as well; everyone else sends it to this process only.
  process.on(signal, () => {
    if (!(signal === "SIGINT" && process.stdin.isTTY)) child.kill(signal);
  });
}
// npm passes a signal to its shell only, and a shell that ends leaves this process to somebody else.
if (process.env.npm_lifecycle_event) {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    child.kill("SIGTERM");
  }, 500);
}
child.on("exit", (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
