import { afterEach, describe, expect, test } from 'vitest'
import { createLog } from '@shequ/process/log'
import type { TierAnswer, TierRequest } from '../tier-source.js'
import { type RegisterFollower, followRegister } from './follow-register.js'
import type { NodeEntry } from './node-entry.js'

const entry = (number: number, epoch = 1): NodeEntry => ({
  community: `3101010010${String(number).padStart(2, '0')}`,
  status: 'ACTIVE',
  epoch,
  address: 'http://127.0.0.1:9/graphql',
  keys: [],
  staleFor: 0,
})

const followers: RegisterFollower[] = []
afterEach(() => {
  for (const follower of followers.splice(0)) follower.stop()
})

/** A register that answers by pages of two, as the borough does, and can be made to fail. */
function openRegister(entries: NodeEntry[]) {
  const register = { entries, asked: 0, fails: false, slow: 0 }
  const ask = async ({ variables, viewer }: TierRequest): Promise<TierAnswer> => {
    register.asked += 1
    const changes = register.entries.slice(Number(variables['after']), Number(variables['after']) + 2)
    if (register.slow > 0) await new Promise((resolve) => setTimeout(resolve, register.slow))
    if (register.fails || viewer.role !== 'gateway')
      return { data: null, errors: [{ message: 'The register is shut.' }] }
    const revision = Number(variables['after']) + changes.length
    return {
      data: { nodeChanges: { revision: String(revision), hasMore: revision < register.entries.length, changes } },
    }
  }
  return Object.assign(register, { ask })
}

function follow(register: ReturnType<typeof openRegister>, interval = 60_000) {
  const applied: string[] = []
  const follower = followRegister({
    borough: () => register,
    apply: (changes) => applied.push(...changes.map(({ community, epoch }) => `${community.slice(-1)}.${epoch}`)),
    interval,
    log: createLog('test', 'silent'),
  })
  followers.push(follower)
  return { follower, applied }
}

const until = async (holds: () => boolean) => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5))
}

describe('a follower of the register', () => {
  test('reads it whole, page by page, and then what changed', async () => {
    const register = openRegister([1, 2, 3, 4, 5].map((number) => entry(number)))
    const { follower, applied } = follow(register)
    await follower.loaded
    expect(applied).toEqual(['1.1', '2.1', '3.1', '4.1', '5.1'])
    register.entries.push(entry(3, 2))
    await follower.refresh()
    expect(applied.slice(5)).toEqual(['3.2'])
    expect(register.asked).toBe(4)
  })

  test('reads again and again until it is stopped', async () => {
    const register = openRegister([])
    const { follower, applied } = follow(register, 5)
    await follower.loaded
    register.entries.push(entry(1))
    await until(() => applied.length > 0)
    follower.stop()
    await follower.refresh()
    const { asked } = register
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(register.asked).toBe(asked)
  })

  test('keeps what it has while the register is out of reach, and goes on where it was', async () => {
    const register = openRegister([entry(1)])
    const { follower, applied } = follow(register, 5)
    await follower.loaded
    register.fails = true
    register.entries.push(entry(2))
    const { asked } = register
    await until(() => register.asked > asked + 2)
    register.fails = false
    await until(() => applied.length > 1)
    expect(applied).toEqual(['1.1', '2.1'])
  })

  test('is loaded, with nothing, when the first reading fails', async () => {
    const register = openRegister([entry(1)])
    register.fails = true
    const { follower, applied } = follow(register)
    await follower.loaded
    expect(applied).toEqual([])
  })

  test('refreshes once for all who ask while one reading is under way, and after it, so that none misses what it is after', async () => {
    const register = openRegister([])
    const { follower, applied } = follow(register)
    await follower.loaded
    register.slow = 30
    const under = follower.refresh()
    register.entries.push(entry(1))
    await Promise.all([under, ...Array.from({ length: 20 }, () => follower.refresh())])
    expect(applied).toEqual(['1.1'])
    // At the start, two pages for the reading under way, and one more for the twenty.
    expect(register.asked).toBe(4)
  })
})
