// Builds everything that ships into dist/. `--watch` rebuilds on change, `--dev` keeps names and adds source maps.
import { cp, mkdir, readdir, rm } from "node:fs/promises";
import { posix } from "node:path";
import { fileURLToPath } from "node:url";
import esbuild from "esbuild";

const watch = process.argv.includes("--watch");
const dev = watch || process.argv.includes("--dev");

/** Code loaded on first use: `import()` of these becomes a require of a bundle of its own. */
const lazyBundles = {
  "./features.ts": "./features.js",
  "bedrock/engine.ts": "./bedrock.js",
  "bedrock/controlPlane/catalog/catalog.ts": "./catalog.js",
  "sandbox/server.ts": "./sandbox.js",
};

const lazy = {
  name: "lazy-bundles",
  setup(build) {
    build.onResolve(
      { filter: /\/((bedrock|sandbox)\/.+|features)\.ts$/ },
      ({ path, kind, importer }) => {
        if (!/[\\/]src[\\/](extension|cli)[\\/]/.test(importer)) return undefined;
        const bundle = lazyBundles[path.replace(/^(\.\.\/)+/, "")];
        if (kind === "dynamic-import" && bundle) return { path: bundle, external: true };
        // Types are gone by now: this is code, and would put the SDK into the bundle that starts up.
        return {
          errors: [
            {
              text: `${path} is loaded with import() of ${Object.keys(lazyBundles).join(" or ")} alone.`,
            },
          ],
        };
      },
    );
  },
};

/**
 * `catalog.js` is the control plane's client alone: credentials, endpoint and errors it has from `bedrock.js`, which is
 * loaded by then. The default providers of its client are left out, as it is always told what to sign with.
 */
const catalog = {
  name: "catalog-on-bedrock",
  setup(build) {
    build.onResolve({ filter: /^\.\.\// }, ({ path, importer, kind }) => {
      if (!/[\\/]src[\\/]bedrock[\\/]controlPlane[\\/]catalog[\\/]/.test(importer))
        return undefined;
      if (path.startsWith("../../../core/")) return undefined;
      if (path === "../../engine.ts") return { path: "./bedrock.js", external: true };
      return { errors: [{ text: `${path} (${kind}): the catalog imports only ../../engine.ts.` }] };
    });
    build.onResolve(
      { filter: /^@aws-sdk\/(credential-provider-node|token-providers)$/ },
      ({ importer }) =>
        /[\\/]client-bedrock[\\/]/.test(importer)
          ? { path: "absent", namespace: "absent" }
          : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: "absent" }, () => ({
      contents: `const absent = () => async () => { throw new Error("No identity was given."); };
        export { absent as defaultProvider, absent as fromEnvSigningName, absent as nodeProvider };`,
    }));
  },
};

const icons = ["codicon.css", "codicon.ttf"];

const common = {
  metafile: true,
  bundle: true,
  minify: !dev,
  sourcemap: dev,
  logLevel: "warning",
  legalComments: "none",
  mainFields: ["module", "main"],
};

const node = {
  ...common,
  platform: "node",
  format: "cjs",
  target: "node20",
  // A require() in place of each import(): Node never loads a module again whose import() has failed once.
  supported: { "dynamic-import": false },
  external: ["vscode"],
  // The SDK would tell every user of Node 20 on stderr which Node its later versions will need.
  define: { "process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED": '"true"' },
  plugins: [lazy, catalog],
};

/**
 * The build of what runs in Node: all of it, or the named entries alone.
 * @param {string} outdir
 * @param {readonly string[]} [names]
 * @returns {esbuild.BuildOptions}
 */
export function nodeBuild(outdir, names) {
  const entryPoints = {
    extension: "src/extension/extension.ts",
    features: "src/extension/features.ts",
    bedrock: "src/bedrock/engine.ts",
    catalog: "src/bedrock/controlPlane/catalog/catalog.ts",
    sandbox: "src/sandbox/server.ts",
    cli: "src/cli/main.ts",
  };
  const wanted = Object.entries(entryPoints).filter(([name]) => names?.includes(name) ?? true);
  return { ...node, entryPoints: Object.fromEntries(wanted), outdir };
}

/** @returns {esbuild.BuildOptions} */
function pageBuild(outdir) {
  return {
    ...common,
    platform: "browser",
    format: "iife",
    target: "chrome130",
    // `editor` is what both pages load: CodeMirror crosses once.
    entryPoints: {
      form: "src/webview/form/main.ts",
      response: "src/webview/response/main.ts",
      editor: "src/webview/editor/main.ts",
    },
    outdir,
  };
}

async function main() {
  await mkdir("dist/webview", { recursive: true });
  for (const file of icons)
    await cp(`node_modules/@vscode/codicons/dist/${file}`, `dist/webview/${file}`);
  const builds = [nodeBuild("dist"), pageBuild("dist/webview")];
  if (watch) {
    for (const options of builds) await (await esbuild.context(options)).watch();
  } else {
    const results = await Promise.all(builds.map((options) => esbuild.build(options)));
    await removeStale(results.flatMap(({ metafile }) => Object.keys(metafile?.outputs ?? {})));
  }
}

/** What an older build left in dist/ would ship too. Nothing is removed before the new files are there: dist/ may be in use. */
async function removeStale(outputs) {
  const current = new Set([...outputs, ...icons.map((file) => `dist/webview/${file}`)]);
  for (const entry of await readdir("dist", { recursive: true, withFileTypes: true })) {
    const file = posix.join(entry.parentPath.replaceAll("\\", "/"), entry.name);
    if (entry.isFile() && !current.has(file)) await rm(file);
  }
}

// Not awaited: tests load this module with require, which waits for nothing.
if (process.argv[1] === fileURLToPath(import.meta.url)) void main();
