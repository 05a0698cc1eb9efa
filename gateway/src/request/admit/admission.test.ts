import { expect, test } from '@jest/globals'
import { Admission } from './admission.js'

const here = new AbortController().signal

test('a small operation does not wait for wide ones', async () => {
  const admission = new Admission({ most: 1, mostWide: 1 })
  const endWide = await admission.admit(100_000, here)
  let isAdmitted = false
  const second = admission.admit(100_000, here).then((end) => {
    isAdmitted = true
    return end
  })
  const endSmall = await admission.admit(10, here)
  expect(isAdmitted).toBe(false)
  endWide()
  const endSecond = await second
  for (const end of [endSmall, endSecond]) end()
})

test('whoever leaves while it waits is never admitted, and another one is in its place', async () => {
  const admission = new Admission({ most: 1, mostWide: 1 })
  const end = await admission.admit(10, here)
  const client = new AbortController()
  const left = admission.admit(10, client.signal)
  const next = admission.admit(10, here)
  client.abort()
  await expect(left).rejects.toThrow('The client has gone.')
  await expect(admission.admit(10, client.signal)).rejects.toThrow('The client has gone.')
  end()
  const endNext = await next
  endNext()
})

test('what can neither begin nor wait is told when to ask again', async () => {
  const admission = new Admission({ most: 1, mostWide: 1 })
  const first = await admission.admit(10, here)
  const waiting = Array.from({ length: 32 }, () => admission.admit(10, here))
  await expect(admission.admit(10, here)).rejects.toMatchObject({
    code: 'BUSY',
    extensions: { retryAfter: 2 },
    message: expect.stringContaining('fewer than 33 operations at a time'),
  })
  first()
  for (const each of waiting) (await each)()
})
