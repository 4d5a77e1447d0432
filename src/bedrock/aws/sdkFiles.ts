import { AsyncLocalStorage } from "node:async_hooks";
import { join } from "node:path";
import { externalDataInterceptor } from "@smithy/shared-ini-file-loader";
import type { AwsContext } from "./context.ts";
import { profileSection, servicesSection, ssoSessionSection } from "./sections.ts";
import { homeFolder } from "./awsFiles.ts";

/** The sections of a file by the names that the SDK's own parser gives them. */
type Sections = Readonly<Record<string, Readonly<Record<string, string | undefined>>>>;

/**
 * Runs `work`, in which the SDK's providers see the files as they were read here, and do not read them again. The SDK's
 * own parser knows neither names with blanks nor a `#` inside a value, and its text has no way to write them: it is given
 * the sections in place of a text.
 */
export function withSdkFiles<T>(context: AwsContext, work: () => Promise<T>): Promise<T> {
  const { files, variables } = context;
  const [config, credentials] = files.read;
  const home = join(homeFolder(variables), ".aws");
  const paths = [
    [config.path, variables["AWS_CONFIG_FILE"] ?? join(home, "config")],
    [credentials.path, variables["AWS_SHARED_CREDENTIALS_FILE"] ?? join(home, "credentials")],
  ] as const;
  const contents = [configSections(context), {}] as const;
  const reading = new Map<string, Sections>();
  for (const [index, names] of paths.entries())
    // The SDK asks by the path that it is given, and in some places by the variable's own text.
    for (const path of names) reading.set(path, contents[index] ?? {});
  for (const path of reading.keys()) intercept(path);
  return readings.run(reading, work);
}

const readings = new AsyncLocalStorage<ReadonlyMap<string, Sections>>();

/** Outside of `withSdkFiles` the record holds nothing for the path, and the SDK reads the file itself. */
function intercept(path: string): void {
  Object.defineProperty(externalDataInterceptor.getFileRecord(), path, {
    configurable: true,
    enumerable: true,
    get: () => {
      const sections = readings.getStore()?.get(path);
      return sections && new ReadFile(sections);
    },
  });
}

/** Stands where the SDK expects the promise of a file's text, and skips the parser that the SDK puts behind it. */
class ReadFile {
  readonly #sections: Sections;

  constructor(sections: Sections) {
    this.#sections = sections;
  }

  // oxlint-disable-next-line unicorn/no-thenable -- the SDK calls it with its parser, and goes on with what it resolves to.
  then(_parse: (text: string) => unknown): Promise<Sections> {
    // A copy: the SDK adds the options of one file to those of the other in place.
    return Promise.resolve(structuredClone(this.#sections));
  }
}

function configSections({ files }: AwsContext): Sections {
  const named = [
    ...Object.keys(files.profiles).map(
      (name) => [`profile.${name}`, profileSection(files, name) ?? {}] as const,
    ),
    ...Object.keys(files.ssoSessions).map(
      (name) => [`sso-session.${name}`, ssoSessionSection(files, name) ?? {}] as const,
    ),
    ...Object.keys(files.services).map(
      (name) => [`services.${name}`, servicesSection(files, name) ?? {}] as const,
    ),
  ];
  // The SDK would set the prototype of its own object.
  return Object.fromEntries(named.filter(([name]) => !name.endsWith(".__proto__")));
}
