import assert from "node:assert/strict";
import Module from "node:module";

/** Loads a module for the `require` of `request`; Node's own entry, which has no types. */
type Load = (request: string, ...rest: unknown[]) => unknown;
const entry = "_load";

/**
 * Lets every load of one of the extension's bundles in this host go through `load` until `body` has ended; `original` is
 * what Node gives. The bundles of dist/ are shared with other hosts, so no file is touched.
 */
export async function loadingBundle(
  bundle: string,
  load: (original: () => unknown) => unknown,
  body: () => Promise<void>,
): Promise<void> {
  const node = Module as unknown as { [entry]: Load };
  const original = node[entry];
  let loads = 0;
  node[entry] = (request, ...rest) => {
    const own = () => original(request, ...rest);
    if (request !== `./${bundle}.js`) return own();
    loads += 1;
    return load(own);
  };
  try {
    await body();
  } finally {
    node[entry] = original;
  }
  assert.ok(loads > 0, `${bundle}.js was loaded`);
}
