import { execFile } from 'node:child_process'
import {
  access,
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  realpath,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openPool } from '../open-pool.js'
import { withClient } from '../with-client.js'
import { readPostmasterFile } from './postmaster-file.js'
import { runServer } from './run-server.js'
import { lastingSettings } from './server-settings.js'
import { type EmbeddedServer, startEmbeddedServer } from './start-embedded-server.js'

const asRoot = process.getuid?.() === 0

let prepared: string
let top: string
let dataDir: string
let running: EmbeddedServer | undefined
const said: string[] = []

beforeAll(async () => {
  prepared = await mkdtemp(join(tmpdir(), 'shequ-hub-prepared-'))
  await chmod(prepared, 0o755)
  await (await startEmbeddedServer({ dataDir: join(prepared, 'data') })).stop()
})
afterAll(() => rm(prepared, { recursive: true, force: true }))

beforeEach(async () => {
  top = await mkdtemp(join(tmpdir(), 'shequ-hub-embedded-'))
  await chmod(top, 0o755)
  dataDir = join(top, 'data')
  said.length = 0
})
afterEach(async () => {
  await running?.stop()
  running = undefined
  await rm(top, { recursive: true, force: true })
})

async function start(): Promise<EmbeddedServer> {
  running = await startEmbeddedServer({ dataDir, say: (line) => said.push(line), outside: [join(top, 'outside')] })
  return running
}

/** Begins with a copy of a data folder that was started once, which is quicker than a first start. */
async function startAgain(): Promise<EmbeddedServer> {
  // Unlike Node's copy, this one keeps each file's owner.
  await promisify(execFile)('cp', ['-a', join(prepared, 'data'), dataDir])
  return start()
}

/** What kill -9 of a hub leaves: its server running, and its name in the lock with a process that is no more. */
async function leaveServer(): Promise<EmbeddedServer> {
  await promisify(execFile)('cp', ['-a', join(prepared, 'data'), dataDir])
  const left = await runServer({ ...asStarted, dataDir: await realpath(dataDir), say: () => undefined })
  await symlink('999999 1 gone', join(dataDir, 'in-use-by'))
  return left
}
const asStarted = { settings: lastingSettings, unsynced: false, ports: [5432] }

const cluster = () => join(dataDir, 'postgres', 'cluster')

async function query(server: EmbeddedServer, sql: string): Promise<Record<string, unknown>[]> {
  return withClient(server.adminUrl, async (client) => (await client.query<Record<string, unknown>>(sql)).rows)
}

test('a second start finds what the first wrote, on the same port, as safe as it can be', async () => {
  const first = await startAgain()
  await query(first, 'create table kept as select 1 as one')
  expect(
    await query(
      first,
      "select current_setting('fsync') f, current_setting('synchronous_commit') s, current_setting('jit') j",
    ),
  ).toEqual([{ f: 'on', s: 'on', j: 'off' }])
  await first.stop()
  await first.stop()
  const second = await start()
  expect(second.adopted).toBe(false)
  expect(second.port).toBe(first.port)
  expect(second.adminUrl).toBe(first.adminUrl)
  expect(await query(second, 'select one from kept')).toEqual([{ one: 1 }])
  expect((await stat(join(dataDir, 'secrets', 'postgres-superuser'))).mode & 0o777).toBe(0o600)
  expect(said).toEqual([])
})

test('a server that a killed hub left running is taken over', async () => {
  const first = await leaveServer()
  await query(first, 'create table kept as select 1 as one')
  const second = await start()
  expect([second.adopted, second.pid]).toEqual([true, first.pid])
  expect(await query(second, 'select one from kept')).toEqual([{ one: 1 }])
  await second.stop()
  expect(await readPostmasterFile(cluster())).toBeUndefined()
})

test('what was acknowledged is there after hub and server were killed amid writes', async () => {
  const first = await leaveServer()
  await query(first, 'create table kept (n int primary key)')
  const acknowledged: number[] = []
  const writers = [0, 1, 2, 3].map((writer) =>
    withClient(first.adminUrl, async (client) => {
      for (let n = writer; ; n += 4) {
        await client.query('insert into kept values ($1)', [n])
        acknowledged.push(n)
        if (acknowledged.length === 400) process.kill(first.pid, 'SIGKILL')
      }
    }),
  )
  expect((await Promise.allSettled(writers)).map((outcome) => outcome.status)).toEqual(Array(4).fill('rejected'))
  const second = await start()
  expect(second.adopted).toBe(false)
  const kept = new Set((await query(second, 'select n from kept')).map((row) => row['n']))
  expect(acknowledged.filter((n) => !kept.has(n))).toEqual([])
  expect(acknowledged.length).toBeGreaterThanOrEqual(400)
})

test('a left server with other settings is stopped and started anew', async () => {
  const first = await leaveServer()
  const settings = { ...lastingSettings, max_connections: '50' }
  running = await runServer({ dataDir, settings, unsynced: false, ports: [], say: () => undefined })
  expect([running.adopted, running.pid === first.pid]).toEqual([false, false])
  expect(await query(running, 'show max_connections')).toEqual([{ max_connections: '50' }])
})

test('a second hub on the same folder is refused while the first lives', async () => {
  const first = await startAgain()
  await expect(startEmbeddedServer({ dataDir })).rejects.toThrow(
    `is in use by the hub with process number ${process.pid}`,
  )
  expect(await query(first, 'select 1 as one')).toEqual([{ one: 1 }])
})

test.each([
  ['nobody has', () => 4_000_000],
  ['another program has meanwhile', () => process.pid],
])('a left postmaster.pid does no harm when its number is one that %s', async (_whose, number) => {
  await (await startAgain()).stop()
  const file = join(cluster(), 'postmaster.pid')
  await writeFile(file, `${number()}\n${cluster()}\n1700000000\n5432\n\n127.0.0.1\n   123  456\nready   \n`)
  expect(await query(await start(), 'select 1 as one')).toEqual([{ one: 1 }])
})

test.each(['', '\n', '\0\0\0\0', 'half'])('a postmaster.pid that a power cut left as %j does no harm', async (text) => {
  await (await startAgain()).stop()
  await writeFile(join(cluster(), 'postmaster.pid'), text)
  expect(await query(await start(), 'select 1 as one')).toEqual([{ one: 1 }])
})

test('a server that runs without a readable postmaster.pid is stopped before another is started', async () => {
  const first = await leaveServer()
  await writeFile(join(cluster(), 'postmaster.pid'), '')
  const second = await start()
  expect([second.adopted, second.pid === first.pid]).toEqual([false, false])
  expect(await query(second, 'select 1 as one')).toEqual([{ one: 1 }])
})

test.each([
  ['a server', startAgain],
  ['a server that was taken over', () => leaveServer().then(start)],
])('%s that is killed is started again where it was, and whoever used it goes on', async (_which, begin) => {
  const server = await begin()
  const pool = openPool(server.adminUrl)
  try {
    await pool.query('create table kept as select 1 as one')
    const killed = server.pid
    process.kill(killed, 'SIGKILL')
    // Its own process for a connection may answer once more.
    while (server.pid === killed) await pause(20)
    while ((await pool.query('select one from kept').catch(() => undefined)) === undefined) await pause(20)
    expect(said.filter((line) => line.includes('ended by itself'))).toHaveLength(1)
  } finally {
    await pool.end()
  }
})

test('takes another port when its own is taken', async () => {
  const first = await startAgain()
  await first.stop()
  const holder = await listen(first.port)
  try {
    const second = await start()
    expect(second.port).not.toBe(first.port)
    expect(await query(second, 'select 1 as one')).toEqual([{ one: 1 }])
  } finally {
    holder.close()
  }
})

test('what an interrupted first start left is cleared away', async () => {
  const half = join(dataDir, 'postgres', 'cluster.new-123')
  await mkdir(join(half, 'base'), { recursive: true })
  await writeFile(join(half, 'PG_VERSION'), '18\n')
  await start()
  expect((await readdir(join(dataDir, 'postgres'))).sort()).toEqual(['cluster', 'port', 'server.log'])
})

test('a lost password is replaced', async () => {
  const first = await leaveServer()
  await query(first, 'create table kept as select 1 as one')
  await rm(join(dataDir, 'secrets'), { recursive: true })
  const second = await start()
  expect(second.adminUrl).not.toBe(first.adminUrl)
  expect(await query(second, 'select one from kept')).toEqual([{ one: 1 }])
})

test('a server that does not come up is explained by the end of its log', async () => {
  await (await startAgain()).stop()
  running = undefined
  await rm(join(cluster(), 'global', 'pg_control'))
  await expect(start()).rejects.toThrow(/ended at once \(status \d\)\. Its log \(.*server\.log\) ends:\n[^]*pg_control/)
  await expect(readlink(join(dataDir, 'in-use-by'))).rejects.toThrow('ENOENT')
})

test('a data folder that cannot be made is an error that says what to do', async () => {
  await writeFile(dataDir, 'a file')
  await expect(startEmbeddedServer({ dataDir: join(dataDir, 'below') })).rejects.toThrow('Set DATA_DIR to a folder')
})

test('works in a folder that only its owner may enter; as root the files then lie outside', async () => {
  await mkdir(dataDir)
  await chmod(dataDir, 0o700)
  const first = await start()
  await query(first, 'create table kept as select 1 as one')
  await first.stop()
  const second = await start()
  expect(await query(second, 'select one from kept')).toEqual([{ one: 1 }])
  const insideOrOut = await access(cluster()).then(
    () => 'inside',
    () => 'outside',
  )
  expect(insideOrOut).toBe(asRoot ? 'outside' : 'inside')
  expect(said).toHaveLength(asRoot ? 1 : 0)
})

test('a deleted data folder starts from nothing, wherever its server kept its files', async () => {
  await mkdir(dataDir)
  await chmod(dataDir, 0o700)
  await query(await start(), 'create table kept as select 1 as one')
  await running?.stop()
  await rm(dataDir, { recursive: true })
  await mkdir(dataDir)
  await chmod(dataDir, 0o700)
  expect(await query(await start(), "select to_regclass('kept') as kept")).toEqual([{ kept: null }])
})

test('an ephemeral server leaves nothing behind', async () => {
  running = await startEmbeddedServer({ dataDir: '', ephemeral: true })
  const [row] = await query(
    running,
    "select current_setting('data_directory') as folder, current_setting('fsync') as fsync",
  )
  expect(row?.['fsync']).toBe('off')
  await running.stop()
  await expect(access(String(row?.['folder']))).rejects.toThrow('ENOENT')
})

test('the log tells of starts and stops and holds no password', async () => {
  const server = await startAgain()
  await server.stop()
  const log = await readFile(join(dataDir, 'postgres', 'server.log'), 'utf8')
  expect(log).toContain('database system is ready')
  expect(log).toContain('database system is shut down')
  expect(log).not.toContain(new URL(server.adminUrl).password)
})

async function listen(port: number): Promise<Server> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve))
  return server
}
