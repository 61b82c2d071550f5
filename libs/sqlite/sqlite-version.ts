/** Older versions can lose committed data when the write-ahead log is reset. */
const OLDEST_SQLITE = [3, 51, 3] as const;

/** Why no file may be trusted to this version of SQLite; undefined for one that is new enough. */
export function sqliteFault(version: string): string | undefined {
  const parts = version.split('.').map(Number);
  for (const [index, oldest] of OLDEST_SQLITE.entries()) {
    const part = parts[index] ?? 0;
    if (part > oldest) return undefined;
    if (part < oldest) {
      return `SQLite ${version} can lose committed data; use a Node whose SQLite is ${OLDEST_SQLITE.join('.')} or newer`;
    }
  }
  return undefined;
}
