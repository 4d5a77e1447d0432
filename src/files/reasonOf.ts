/** Why the file system refused, in words that fit behind a colon. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT") return "there is no such file or folder";
  if (code === "EISDIR") return "it is a folder";
  if (code === "ENOTDIR") return "a part of its path is not a folder";
  if (code === "EACCES" || code === "EPERM") return "permission is denied";
  if (code === "ENOSPC") return "the disk is full";
  if (code === "ENAMETOOLONG") return "its name is too long";
  return error instanceof Error ? error.message : String(error);
}
