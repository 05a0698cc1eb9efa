import { expect, test } from 'vitest'
import { Turns } from './turns.js'

test('so many have a turn at once, and the others in the order in which they came', async () => {
  const turns = new Turns(2)
  const begun: number[] = []
  const ends = await Promise.all([turns.take(), turns.take()])
  expect(turns.isFree).toBe(false)
  const later = [3, 4].map(async (each) => {
    const end = await turns.take()
    begun.push(each)
    return end
  })
  expect(turns.waiting).toBe(2)
  ends[0]?.()
  ends[0]?.()
  const third = await later[0]
  expect(begun).toEqual([3])
  third?.()
  const fourth = await later[1]
  ends[1]?.()
  fourth?.()
  expect([begun, turns.isFree, turns.waiting]).toEqual([[3, 4], true, 0])
})

test('who gives up while waiting never begins, and holds up nobody', async () => {
  const turns = new Turns(1)
  const end = await turns.take()
  const impatient = new AbortController()
  const given = turns.take(impatient.signal)
  const next = turns.take()
  impatient.abort(new Error('gone'))
  await expect(given).rejects.toThrow('gone')
  await expect(turns.take(impatient.signal)).rejects.toThrow('gone')
  expect(turns.waiting).toBe(1)
  end()
  const endNext = await next
  endNext()
  expect(turns.isFree).toBe(true)
})

test('who is ahead comes before those who wait already', async () => {
  const turns = new Turns(1)
  const end = await turns.take()
  const order: string[] = []
  const inTurn = async (name: string, isAhead: boolean) => {
    const endTurn = await turns.take(undefined, isAhead)
    order.push(name)
    endTurn()
  }
  const later = ['first', 'second'].map((name) => inTurn(name, false))
  const ahead = inTurn('ahead', true)
  expect(turns.waiting).toBe(3)
  end()
  await Promise.all([...later, ahead])
  expect(order).toEqual(['ahead', 'first', 'second'])
})
