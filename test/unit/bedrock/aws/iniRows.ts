/** One pair of files, and what the AWS CLI finds in it: `sso-session x`, `services x` and profiles by name; or that it refuses. */
export interface IniRow {
  readonly what: string;
  readonly config?: string | Buffer;
  readonly credentials?: string | Buffer;
  readonly finds: Readonly<Record<string, Readonly<Record<string, string>>>> | "refused";
  /** True where the AWS CLI refuses what is read here. */
  readonly cliRefuses?: true;
}

const r = "region = eu-west-1\n";
const eu = { region: "eu-west-1" };

export const iniRows: readonly IniRow[] = [
  { what: "a plain name", config: `[profile dev]\n${r}`, finds: { dev: eu } },
  { what: "the default section", config: `[default]\n${r}`, finds: { default: eu } },
  { what: "default by its prefix", config: `[profile default]\n${r}`, finds: { default: eu } },
  {
    what: "both defaults: the last one",
    config: `[profile default]\nregion = a\noutput = text\n[default]\n${r}`,
    finds: { default: eu },
  },
  {
    what: "double quotes with blanks",
    config: `[profile "Dev Account"]\n${r}`,
    finds: { "Dev Account": eu },
  },
  { what: "single quotes", config: `[profile 'my dev']\n${r}`, finds: { "my dev": eu } },
  { what: "brackets in quotes", config: `[profile "dev (old)"]\n${r}`, finds: { "dev (old)": eu } },
  { what: "an accent", config: `[profile café]\n${r}`, finds: { café: eu } },
  { what: "two blanks before the name", config: `[profile  two]\n${r}`, finds: { two: eu } },
  { what: "a tab before the name", config: `[profile\ttab]\n${r}`, finds: { tab: eu } },
  { what: "blanks at the ends of the header", config: `[profile x ]\n${r}`, finds: { x: eu } },
  { what: "a blank before the word", config: `[ profile x]\n${r}`, finds: {} },
  { what: "an escaped blank", config: `[profile my\\ dev]\n${r}`, finds: { "my dev": eu } },
  {
    what: "escapes in double quotes",
    config: `[profile "a\\"b\\\\c\\d"]\n${r}`,
    finds: { 'a"b\\c\\d': eu },
  },
  { what: "quotes in the middle", config: `[profile de"v o"ps]\n${r}`, finds: { "dev ops": eu } },
  { what: "a quotation without an end", config: `[profile "dev]\n${r}`, finds: {} },
  { what: "three words", config: `[profile my dev]\n${r}`, finds: {} },
  { what: "an empty name", config: `[profile ""]\n${r}`, finds: { "": eu } },
  { what: "a # in the name", config: `[profile a#b]\n${r}`, finds: { "a#b": eu } },
  { what: "a bracket in the name", config: `[profile a]b]\n${r}`, finds: { "a]b": eu } },
  { what: "a note behind the header", config: `[profile dev] # mine\n${r}`, finds: { dev: eu } },
  { what: "a name without the prefix", config: `[dev]\n${r}`, finds: {} },
  { what: "the prefix in capitals", config: `[Profile dev]\n${r}`, finds: {} },
  { what: "a word that begins as the prefix", config: `[profiles dev]\n${r}`, finds: { dev: eu } },
  {
    what: "names with regard to case",
    config: `[profile A]\n${r}[profile a]\nx = 1\n`,
    finds: { A: eu, a: { x: "1" } },
  },
  {
    what: "names of objects",
    config: `[profile __proto__]\n${r}[profile constructor]\n${r}`,
    finds: Object.fromEntries([
      ["__proto__", eu],
      ["constructor", eu],
    ]),
  },
  {
    what: "option names in capitals",
    config: `[profile x]\nRegion = eu-west-1\n`,
    finds: { x: eu },
  },
  { what: "a colon", config: `[profile x]\nregion: eu-west-1\n`, finds: { x: eu } },
  { what: "no blanks", config: `[profile x]\nregion=eu-west-1\n`, finds: { x: eu } },
  {
    what: "the first separator",
    config: `[profile x]\na:b=c\nd=e:f\n`,
    finds: { x: { a: "b=c", d: "e:f" } },
  },
  {
    what: "a blank in an option's name",
    config: `[profile x]\nmy region = a\n`,
    finds: { x: { "my region": "a" } },
  },
  { what: "no separator", config: `[profile x]\nregion\n`, finds: "refused" },
  { what: "no option name", config: `[profile x]\n= a\n`, finds: "refused" },
  {
    what: "comment lines",
    config: `# a\n; b\n[profile x]\n  # c = d\n${r}; e\n`,
    finds: { x: eu },
  },
  {
    what: "no note behind a value",
    config: `[profile x]\na = b # c\nd = e ;f\n`,
    finds: { x: { a: "b # c", d: "e ;f" } },
  },
  {
    what: "a # in quotes",
    config: `[profile x]\ncredential_process = /h --for "team #1"\n`,
    finds: { x: { credential_process: '/h --for "team #1"' } },
  },
  {
    what: "a comment among nested lines",
    config: `[profile x]\ns3 =\n  a = b\n  # c = d\n  e = f\n`,
    finds: { x: { "s3.a": "b", "s3.e": "f" } },
  },
  {
    what: "nested options",
    config: `[profile x]\ns3 =\n  Max = 5\n  b=c = d\n${r}`,
    finds: { x: { "s3.Max": "5", "s3.b": "c = d", ...eu } },
  },
  {
    what: "a nested block by a tab",
    config: `[profile x]\ns3 =\n\ta = b\n`,
    finds: { x: { "s3.a": "b" } },
  },
  { what: "a nested line without =", config: `[profile x]\ns3 =\n  a: b\n`, finds: "refused" },
  {
    what: "an empty line in a nested block",
    config: `[profile x]\ns3 =\n  a = b\n\n  c = d\n`,
    finds: { x: { "s3.a": "b", "s3.c": "d" } },
  },
  {
    what: "a continuation",
    config: `[profile x]\na = b\n  c\n  d = e\n`,
    finds: { x: { a: "b\nc\nd = e" } },
  },
  {
    what: "indented options of a section",
    config: `[profile x]\n  a = b\n  c = d\n`,
    finds: { x: { a: "b", c: "d" } },
  },
  {
    what: "an indented section behind an option",
    config: `[profile x]\na = b\n  [profile y]\n`,
    finds: { x: { a: "b\n[profile y]" } },
  },
  {
    what: "an indented section behind a section",
    config: `[profile x]\n  [profile y]\n  a = b\n`,
    finds: { x: {}, y: { a: "b" } },
  },
  {
    what: "an option without a value",
    config: `[profile x]\na =\nb = c\n`,
    finds: { x: { a: "", b: "c" } },
  },
  { what: "a section twice", config: `[profile x]\na = b\n[profile x]\nc = d\n`, finds: "refused" },
  {
    what: "a profile twice by other quotes",
    config: `[profile x]\na = b\n[profile "x"]\nc = d\n`,
    finds: { x: { c: "d" } },
  },
  { what: "an option twice", config: `[profile x]\na = b\na = c\n`, finds: "refused" },
  {
    what: "an option twice in another case",
    config: `[profile x]\na = b\nA = c\n`,
    finds: "refused",
  },
  {
    what: "DEFAULT lends to all",
    config: `[DEFAULT]\na = b\nc = d\n[profile x]\na = z\n`,
    finds: { x: { a: "z", c: "d" } },
  },
  { what: "text before a section", config: `a = b\n[profile x]\n`, finds: "refused" },
  { what: "an empty header", config: `[]\na = b\n`, finds: "refused" },
  { what: "CRLF", config: `[profile x]\r\nregion = eu-west-1\r\n`, finds: { x: eu } },
  { what: "CR", config: `[profile x]\rregion = eu-west-1\r`, finds: { x: eu } },
  {
    what: "a vertical tab in a value",
    config: `[profile x]\na = b\vc\n`,
    finds: { x: { a: "b\vc" } },
  },
  {
    what: "blanks of other scripts around a value",
    config: `[profile x]\na =\u00a0b\u3000\n`,
    finds: { x: { a: "b" } },
  },
  { what: "a BOM", config: `\ufeff[profile x]\n${r}`, finds: { x: eu }, cliRefuses: true },
  {
    what: "a BOM before a comment",
    config: `\ufeff# mine\n[profile x]\n${r}`,
    finds: { x: eu },
    cliRefuses: true,
  },
  { what: "UTF-16", config: Buffer.from(`\ufeff[profile x]\n${r}`, "utf16le"), finds: "refused" },
  { what: "Latin-1", config: Buffer.from(`[profile café]\n${r}`, "latin1"), finds: "refused" },
  {
    what: "an SSO session with blanks",
    config: `[sso-session my org]\n${r}[sso-session "my org"]\nsso_region = a\n`,
    finds: { "sso-session my org": { sso_region: "a" } },
  },
  {
    what: "a services section",
    config: `[services mine]\nbedrock_runtime =\n  endpoint_url = https://a.example\n`,
    finds: { "services mine": { "bedrock_runtime.endpoint_url": "https://a.example" } },
  },
  {
    what: "credentials by bare name",
    credentials: `[My Keys]\naws_access_key_id = A\n`,
    finds: { "My Keys": { aws_access_key_id: "A" } },
  },
  {
    what: "no prefix in the credentials file",
    credentials: `[profile x]\na = b\n`,
    finds: { "profile x": { a: "b" } },
  },
  { what: "no shell quoting there", credentials: `["x"]\na = b\n`, finds: { '"x"': { a: "b" } } },
  {
    what: "credentials over config",
    config: `[profile x]\n${r}a = 1\n`,
    credentials: `[x]\nA: 2\n`,
    finds: { x: { ...eu, a: "2" } },
  },
  {
    what: "broken credentials beside a good config",
    config: `[profile x]\n${r}`,
    credentials: `x\n`,
    finds: "refused",
  },
  { what: "no files", finds: {} },
];
