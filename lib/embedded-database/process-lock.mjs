// Plain JavaScript without dependencies: scripts/run.mjs needs it before anything is installed.
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const POLL_MS = 200;
let drafts = 0;

/**
 * Runs `work` while no other process of this machine holds the same lock file; returns its result. The lock of a killed process is
 * recognized and removed.
 * @template Result
 * @param {string} lock path of the lock file; its folder is made
 * @param {() => Promise<Result>} work
 * @param {() => void} [onWait] called once when another process holds the lock
 * @returns {Promise<Result>}
 */
export async function exclusively(lock, work, onWait) {
  const own = `${lock}.${process.pid}.${++drafts}`;
  mkdirSync(dirname(lock), { recursive: true });
  let waits = false;
  while (!claim(lock, own)) {
    const holder = readIfThere(lock);
    if (holder === undefined) continue;
    if (!isAlive(holder)) {
      discard(lock, own);
      continue;
    }
    if (!waits) onWait?.();
    waits = true;
    await sleep(POLL_MS);
  }
  const release = () => rmSync(lock, { force: true });
  process.on("exit", release);
  try {
    return await work();
  } finally {
    process.off("exit", release);
    release();
  }
}

/**
 * Returns an identity for a process that a later process with the same number doesn't share.
 * @param {number} pid
 */
export function identity(pid) {
  const stat = readIfThere(`/proc/${pid}/stat`);
  return stat === undefined ? String(pid) : `${pid} ${stat.split(") ").at(-1)?.split(" ")[19]}`;
}

/**
 * Returns whether the process with this identity is still running.
 * @param {string} holder
 */
export function isAlive(holder) {
  const pid = Number.parseInt(holder, 10);
  return isThere(pid) && identity(pid) === holder;
}

/**
 * Returns whether a process with this number exists.
 * @param {number} pid
 */
export function isThere(pid) {
  if (!Number.isInteger(pid)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}

/**
 * Creates the lock with its content in one step, because a file that is written later can be read while empty.
 * @param {string} lock
 * @param {string} draft
 */
function claim(lock, draft) {
  writeFileSync(draft, identity(process.pid));
  try {
    linkSync(draft, lock);
    return true;
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * Removes a dead process's lock. Of several that try, one moves it, and puts it back if a living process was faster.
 * @param {string} lock
 * @param {string} aside
 */
function discard(lock, aside) {
  try {
    renameSync(lock, aside);
    if (isAlive(readFileSync(aside, "utf8"))) linkSync(aside, lock);
  } catch (error) {
    if (codeOf(error) !== "ENOENT" && codeOf(error) !== "EEXIST") throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

/** @param {string} path */
function readIfThere(path) {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT" || codeOf(error) === "ESRCH") return undefined;
    throw error;
  }
}

/** @param {unknown} error */
function codeOf(error) {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
