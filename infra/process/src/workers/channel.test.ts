import { HubError } from '@shequ/schema/errors/hub-error'
import { expect, test } from 'vitest'
import { channelPair } from '../testing/channel-pair.js'

test('either side gives what the other asks for, each its own', async () => {
  const { toWorker, toPrimary } = channelPair()
  toWorker.answer('double', (number: number) => number * 2)
  toPrimary.answer('greet', async (name: string) => `hello ${name}`)
  expect(await Promise.all([toPrimary.ask('double', 1), toPrimary.ask('double', 2)])).toEqual([2, 4])
  expect(await toWorker.ask('greet', 'primary')).toBe('hello primary')
})

test('what is asked in one turn goes as one message', async () => {
  const { toWorker, toPrimary, messages } = channelPair()
  const told: number[] = []
  toWorker.answer('double', (number: number) => number * 2)
  toWorker.answer('note', (number: number) => void told.push(number))
  toPrimary.tell('note', 7)
  await Promise.all([1, 2, 3].map((number) => toPrimary.ask('double', number)))
  expect(told).toEqual([7])
  // One there, and one back without an answer to what was told.
  expect(messages.map((frames) => frames.length)).toEqual([4, 3])
})

test('what the other side throws is thrown here: an error for clients as it is, of others no more than the message', async () => {
  const { toWorker, toPrimary } = channelPair()
  toWorker.answer('busy', () => {
    throw new HubError('BUSY', { en: 'Ask later.', zh: '请稍后再问。' }, { retryAfter: 2 })
  })
  toWorker.answer('break', () => {
    throw new TypeError('broken')
  })
  const busy = await toPrimary.ask('busy').catch((error: unknown) => error)
  expect(busy).toBeInstanceOf(HubError)
  expect(busy).toMatchObject({ code: 'BUSY', status: 503, extensions: { code: 'BUSY', retryAfter: 2 } })
  expect((busy as HubError).messageIn('zh')).toBe('请稍后再问。')
  await expect(toPrimary.ask('break')).rejects.toThrow(/^broken$/)
  await expect(toPrimary.ask('unheard of')).rejects.toThrow('but got unheard of')
})

test('nobody waits for a process that has ended', async () => {
  const { toWorker, toPrimary, end } = channelPair()
  toPrimary.answer('never', () => new Promise(() => undefined))
  const waiting = toWorker.ask('never')
  setImmediate(end)
  await expect(waiting).rejects.toThrow('The other process has ended.')
  await toWorker.ended
  await expect(toWorker.ask('never')).rejects.toThrow('The other process has ended.')
})
