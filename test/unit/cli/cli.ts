import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import esbuild from "esbuild";
import { nodeBuild } from "../../../esbuild.mjs";

export interface Ended {
  /** Null when a signal ended the process. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly bytes: Buffer; // of standard output
}
export interface CliOptions {
  readonly cwd?: string;
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Lets no file that the process writes grow beyond 32 KB, or 64 by another shell: its writes are cut as on a full disk. */
  readonly smallFiles?: boolean;
}

/** The command line as it ships, running in a process of its own with an empty home. */
export async function startCli(args: readonly string[], options: CliOptions = {}) {
  return startProgram(await buildCli(), args, options);
}

/** A program of Node's, running as `startCli` runs the command line. */
export async function startProgram(
  program: string,
  args: readonly string[],
  options: CliOptions = {},
) {
  const home = await temporaryFolder("home");
  const command = [process.execPath, program, ...args];
  const limited = ["sh", "-c", 'trap "" XFSZ; ulimit -f 64; exec "$@"', "sh", ...command];
  const [executable = "", ...rest] = options.smallFiles ? limited : command;
  const child = spawn(executable, rest, {
    cwd: options.cwd ?? home,
    env: {
      PATH: process.env["PATH"],
      HOME: home,
      AWS_EC2_METADATA_DISABLED: "true",
      ...options.env,
    },
  });
  child.stdin.end(options.input ?? "");
  const chunks: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  const stderr = text(child.stderr);
  const ended = once(child, "close").then(async (): Promise<Ended> => {
    const bytes = Buffer.concat(chunks);
    return { code: child.exitCode, stdout: bytes.toString(), stderr: await stderr, bytes };
  });
  /** Resolves when standard output holds the text; rejects when the process ends without it. */
  const printed = async (wanted: string) => {
    while (!Buffer.concat(chunks).toString().includes(wanted)) {
      const more = await Promise.race([once(child.stdout, "data"), ended]);
      if (!Array.isArray(more) && !more.stdout.includes(wanted))
        throw new Error(`The command ended with ${more.code} without "${wanted}": ${more.stderr}`);
    }
    return Buffer.concat(chunks).toString();
  };
  return { child, ended, printed };
}

/** The path of the program, built once. */
export function buildCli(): Promise<string> {
  return (built ??= build());
}

/** Runs the command line to its end. */
export async function runCli(args: readonly string[], options: CliOptions = {}): Promise<Ended> {
  return (await startCli(args, options)).ended;
}

/** The arguments that send a file's request to a server on this machine. */
export function runArgs(file: string, url: string, ...more: readonly string[]): string[] {
  return [
    "run",
    file,
    "--endpoint-url",
    url,
    "--region",
    "us-east-1",
    "--no-sign-request",
    ...more,
  ];
}

/** A folder of its own, gone when the tests end. */
export async function temporaryFolder(name: string): Promise<string> {
  return mkdtemp(join((all ??= allFolders()), `${name}-`));
}

/** A request file with this text (or value, as JSON) in a folder of its own. */
export async function requestFile(content: unknown): Promise<string> {
  const path = join(await temporaryFolder("request"), "a.bedrock.json");
  await writeFile(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

let built: Promise<string> | undefined;
let all: string | undefined;

function allFolders(): string {
  const path = mkdtempSync(join(tmpdir(), "bedrock-invoke-cli-"));
  process.once("exit", () => rmSync(path, { recursive: true, force: true }));
  return path;
}

async function build(): Promise<string> {
  const outdir = await temporaryFolder("cli");
  await esbuild.build({
    ...nodeBuild(outdir, ["cli", "bedrock", "catalog", "sandbox"]),
    absWorkingDir: process.cwd(),
    minify: false,
  });
  return join(outdir, "cli.js");
}
