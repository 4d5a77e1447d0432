import { shareHost } from "./harness/pageHost.ts";

/** What mocha keeps between setting up and tearing down. */
type Fixture = { close?: () => Promise<void> };

/** Starts the tier's one browser before its files are run, in whatever processes. */
export async function mochaGlobalSetup(this: Fixture): Promise<void> {
  this.close = await shareHost();
}

/** Ends the browser after the last file. */
export async function mochaGlobalTeardown(this: Fixture): Promise<void> {
  await this.close?.();
}
