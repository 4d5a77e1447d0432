import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { noteInSummary } from "./summary.ts";

/** A folder whose disk holds 64 KB. */
export interface SmallDisk {
  readonly folder: string;
  remove(): void;
}

/** Mounts a disk of 64 KB in memory: a real one, which takes a part of a write before it says that it is full. */
export function mountSmallDisk(options = "size=64k"): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), "bedrock-invoke-disk-"));
  execFileSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", folder], { stdio: "pipe" });
  const remove = () => {
    execFileSync("umount", [folder]);
    rmdirSync(folder);
  };
  return { folder, remove };
}

/** Returns whether this user may mount disks, as root may. */
export function canMountDisks(): boolean {
  const folder = join(tmpdir(), `bedrock-invoke-mount-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=4k", "tmpfs", folder]);
  if (mounted.status === 0) spawnSync("umount", [folder]);
  rmSync(folder, { recursive: true });
  if (mounted.status === 0) return true;
  noteInSummary("left out: tests of a full disk, for this user cannot mount one");
  return false;
}
