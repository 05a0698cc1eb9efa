import { createLog } from '@shequ/process/log'
import { HubError } from '@shequ/schema/errors/hub-error'
import { GraphQLError } from 'graphql'
import { expect, test } from 'vitest'
import { startFaultReports } from '../fetch/nodes/report-faults.js'
import type { TierAnswer, TierRequest } from '../fetch/tier-source.js'
import { Faults, mostKept } from './faults.js'
import { createMaskError } from './mask-error.js'

const log = createLog('test', 'silent')

function masked(...errors: readonly Error[]) {
  const faults = new Faults()
  const mask = createMaskError(log, faults)
  const told = errors.map((error) => mask(error instanceof GraphQLError ? error.toJSON() : { message: '' }, error))
  return { told, faults: faults.take() }
}

test('what was not thrown on purpose is noted by what finds it, without its words', () => {
  const { told, faults } = masked(new TypeError('王敏 has no `length`'))
  expect(faults).toEqual([
    {
      reference: told[0]?.extensions?.['reference'],
      at: expect.stringMatching(/^20/) as string,
      tier: null,
      tierReference: null,
      kind: 'TypeError',
    },
  ])
})

test('what a tier met is noted with its tier, and the reference in its log', () => {
  const extensions = { code: 'INTERNAL', serviceName: 'community', reference: 'of the tier' }
  const { faults } = masked(new GraphQLError('Something went wrong.', { extensions }))
  expect(faults).toMatchObject([{ tier: 'COMMUNITY', tierReference: 'of the tier', kind: null }])
})

test('refusals are no faults, and one cause at many places is one', () => {
  const cause = new RangeError('once')
  const at = (place: string) => new GraphQLError('again', { originalError: cause, path: [place] })
  expect(masked(new HubError('FORBIDDEN', 'Expected another office.')).faults).toEqual([])
  expect(masked(at('here'), at('there')).faults).toHaveLength(1)
})

test('what waits is bounded: the oldest give way', () => {
  const faults = new Faults()
  const fault = (reference: string) => ({ reference, at: '', tier: null, tierReference: null, kind: null })
  for (let place = 0; place <= mostKept; place++) faults.note(fault(String(place)))
  const taken = faults.take()
  expect([taken.length, taken[0]?.reference]).toEqual([mostKept, '1'])
  faults.note(fault('later'))
  faults.putBack(taken)
  expect(
    faults
      .take()
      .map(({ reference }) => reference)
      .slice(-2),
  ).toEqual([String(mostKept), 'later'])
})

test('what could not be reported is reported the next time', async () => {
  const faults = new Faults()
  const asked: TierRequest[] = []
  let answer: TierAnswer = { errors: [{ message: 'down' }] }
  const reports = startFaultReports({
    borough: () => ({ ask: async (request) => (asked.push(request), answer) }),
    faults,
    interval: 3_600_000,
    log,
  })
  await reports.report()
  expect(asked).toEqual([])
  faults.note({ reference: 'one', at: '', tier: null, tierReference: null, kind: null })
  await reports.report()
  answer = { data: { reportFaults: 1 } }
  await reports.report()
  await reports.report()
  reports.stop()
  const reported = { faults: [expect.objectContaining({ reference: 'one' })] }
  expect(asked.map(({ variables }) => variables)).toEqual([reported, reported])
})
