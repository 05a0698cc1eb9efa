import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { ask } from './ask.js'
import { hub, runHub, type RunningHub } from './run-hub.js'

const community = '310101002001'
const lanes = 16

function start(dataDir: string): Promise<RunningHub> {
  return runHub(['start', '--activity', 'none', '--port', '0'], { DATA_DIR: dataDir, LOG_LEVEL: 'silent' })
}

const enrol = 'mutation ($input: EnrolInput!) { enrol(input: $input) { status } }'
const cancel =
  'mutation ($input: CancelEnrolmentInput!) { cancelEnrolment(input: $input) { status programme { freePlaces } } }'

/**
 * Writes to a hub from many clients at once, kills it with kill -9 when half of the writes have been acknowledged, starts it again, and
 * expects each of those to be there.
 */
export async function killAmidWrites(writes: number): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'shequ-kill-'))
  let running = await start(dataDir)
  try {
    const { stdout } = await hub(['token', 'community-office', '--division', community], { DATA_DIR: dataDir })
    const token = stdout.trim()
    const { publishProgramme: programme } = (
      await ask<{ publishProgramme: { id: string } }>(
        `${running.url}/graphql`,
        `mutation { publishProgramme(input: { community: "${community}", title: "防灾演练", description: "全体居民参加。", kind: WORKSHOP, startsOn: "2999-01-01", endsOn: "2999-01-02", capacity: 2000 }) { id } }`,
        {},
        token,
      )
    ).data

    const acknowledged: number[] = []
    let next = 0
    const lane = async () => {
      while (next < writes) {
        const resident = next++
        const input = {
          community,
          programme: programme.id,
          resident: `resident-${resident}`,
          learnerGroup: 'GENERAL',
          sixtyOrOver: false,
        }
        const answer = await ask<{ enrol: { status: string } | null }>(
          `${running.url}/graphql`,
          enrol,
          { input },
          token,
        ).catch(() => undefined)
        if (answer === undefined) return
        if (answer.data.enrol?.status === 'ENROLLED') acknowledged.push(resident)
        if (acknowledged.length === writes / 2) await running.end('SIGKILL')
      }
    }
    await Promise.all(Array.from({ length: lanes }, lane))
    expect(acknowledged.length).toBeGreaterThanOrEqual(writes / 2)
    expect(acknowledged.length).toBeLessThan(writes)

    running = await start(dataDir)
    const kept = [...acknowledged]
    const cancelling = async () => {
      for (let resident = kept.pop(); resident !== undefined; resident = kept.pop()) {
        const input = { community, programme: programme.id, resident: `resident-${resident}` }
        const { data, errors } = await ask<{ cancelEnrolment: { status: string } }>(
          `${running.url}/graphql`,
          cancel,
          { input },
          token,
        )
        expect(errors).toBeUndefined()
        expect(data.cancelEnrolment.status).toBe('CANCELLED')
      }
    }
    await Promise.all(Array.from({ length: lanes }, cancelling))
  } finally {
    await running.end('SIGTERM')
    await rm(dataDir, { recursive: true, force: true })
  }
}
