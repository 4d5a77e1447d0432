/** The shells whose rules of quoting are known. */
export type Shell = "posix" | "powershell" | "cmd";

/** Returns the kind of a shell by the path of its program; a POSIX one where the name says nothing. */
export function shellOf(path: string): Shell {
  const name = path.split(/[\\/]/).at(-1)?.toLowerCase() ?? "";
  if (/^(pwsh|powershell)(-preview)?(\.exe)?$/.test(name)) return "powershell";
  return /^cmd(\.exe)?$/.test(name) ? "cmd" : "posix";
}

/** Returns the text as one word of a shell, in which nothing is expanded or run. */
export function shellWord(text: string, shell: Shell = "posix"): string {
  // PowerShell takes "@" and "," for its own, cmd "%".
  const plain = shell === "posix" ? /^[\w@%+=:,./-]+$/ : /^[\w+=:./-]+$/;
  return plain.test(text) ? text : quoted[shell](text);
}

const quoted: Readonly<Record<Shell, (text: string) => string>> = {
  posix: (text) => `'${text.replaceAll("'", String.raw`'\''`)}'`,
  // Typographic quotes end a string there too; each is doubled.
  powershell: (text) => `'${text.replaceAll(/['\u2018-\u201b]/g, "$&$&")}'`,
  // Within quotes cmd still expands %NAME%: both stand outside them, behind its own escape.
  cmd: (text) =>
    `"${text.replaceAll(/["%]/g, (each) => (each === "%" ? '"^%"' : String.raw`"\^""`))}"`,
};
