import { createHash } from 'node:crypto'

/** Server settings by name, as given on the server's command line. */
export type ServerSettings = Readonly<Record<string, string>>

const shared: ServerSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  random_page_cost: '1.1',
  jit: 'off',
  max_parallel_workers_per_gather: '1',
  // No replicas read this server's log, so that a bulk load into a new table need not be logged twice.
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] %q%u@%d ',
  lc_messages: 'C',
}

/** For data that is to last: what was acknowledged survives a crash. */
export const lastingSettings: ServerSettings = {
  ...shared,
  // The hub's process and each of eight workers hold up to 44; commands beside it a few more.
  max_connections: '450',
  fsync: 'on',
  synchronous_commit: 'on',
}

/** For a test run's data, which is thrown away: nothing waits for a disk. */
export const ephemeralSettings: ServerSettings = {
  ...shared,
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum_naptime: '5min',
}

/** Names a server's settings, so that a later start can tell whether a running server has those it would give. */
export function settingsMark(settings: ServerSettings): string {
  return createHash('sha256').update(JSON.stringify(settings)).digest('hex').slice(0, 16)
}

/** The settings as arguments of the server's program, with their mark among them (`SHOW shequ.settings`). */
export function settingsArguments(settings: ServerSettings, mark: string): string[] {
  const all = { ...settings, 'shequ.settings': mark }
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}
