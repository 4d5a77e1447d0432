/** Returns why the file system refused, from its code such as ENOSPC, in words that fit behind a colon; undefined for other codes. */
export function describeFileCode(code: string): string | undefined {
  return words[code];
}

const words: Readonly<Partial<Record<string, string>>> = {
  ENOENT: "there is no such file or folder",
  EISDIR: "it is a folder",
  ENOTDIR: "a part of its path is not a folder",
  EACCES: "permission is denied",
  EPERM: "permission is denied",
  EROFS: "the file system is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "your disk quota is used up",
  EFBIG: "the file would be larger than the system allows",
  ELOOP: "its links lead in a circle",
  ENAMETOOLONG: "its name is too long",
  ENXIO: "nothing is listening there",
  EMFILE: "too many files are open",
};
