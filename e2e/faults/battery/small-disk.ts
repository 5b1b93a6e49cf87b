import { spawnSync } from "node:child_process";
import { chownSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Template } from "@/e2e/faults/battery/template";

const MEGABYTES = 96;

/** A file system with little room, in which the database of a case lives. */
export class SmallDisk {
  readonly tablespace: string;
  private readonly folder: string;
  private readonly template: Template;

  private constructor(template: Template, folder: string, tablespace: string) {
    this.template = template;
    this.folder = folder;
    this.tablespace = tablespace;
  }

  static async mount(template: Template): Promise<SmallDisk> {
    const folder = mkdtempSync(join(tmpdir(), "small-disk-"));
    run("mount", "-t", "tmpfs", "-o", `size=${MEGABYTES}m,mode=755`, "tmpfs", folder);
    const room = join(folder, "database");
    mkdirSync(room);
    const [row] = await template.onServer<{ folder: string }>("SELECT current_setting('data_directory') AS folder");
    const { uid, gid } = statSync(row?.folder ?? "");
    chownSync(room, uid, gid);
    const tablespace = `small_${process.pid}_${folder.slice(-6).toLowerCase().replace(/\W/g, "_")}`;
    await template.onServer(`CREATE TABLESPACE ${tablespace} LOCATION '${room}'`);
    return new SmallDisk(template, folder, tablespace);
  }

  /** Takes all of the room that is left. */
  fill(): void {
    for (const bytes of [1 << 20, 1 << 13]) {
      try {
        for (let at = 0; ; at++) writeFileSync(join(this.folder, `ballast-${bytes}-${at}`), Buffer.alloc(bytes, 1));
      } catch (error) {
        if (!(error instanceof Error && "code" in error && error.code === "ENOSPC")) throw error;
      }
    }
  }

  /** Gives the room back. */
  free(): void {
    spawnSync("sh", ["-c", `rm -f ${this.folder}/ballast-*`]);
  }

  /** The database in it must be gone. */
  async unmount(): Promise<void> {
    this.free();
    await this.template.onServer(`DROP TABLESPACE IF EXISTS ${this.tablespace}`);
    run("umount", this.folder);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function run(file: string, ...args: string[]): void {
  const { status, stderr } = spawnSync(file, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${file}: ${stderr}`);
}
