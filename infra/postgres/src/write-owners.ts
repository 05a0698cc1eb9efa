/** The setting by which a transaction says whose rows it writes. Row-level security holds every statement against it: see `subgraphs/shared/migrations/row_owners.sql`. */
export const writeOwnersSetting = 'shequ.write_owners'

/**
 * Everybody's rows. For the few works that write for all owners at once, each of which `tests/contract/write-owners.test.ts` knows by its file.
 * Everything else names the divisions.
 */
export const everyOwner: readonly string[] = ['*']

/** The divisions whose rows may be written, as the setting holds them. */
export function writeOwnersValue(owners: readonly string[]): string {
  return JSON.stringify(Object.fromEntries(owners.map((owner) => [owner, 1])))
}
