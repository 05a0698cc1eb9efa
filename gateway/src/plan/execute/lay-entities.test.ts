import { expect, test } from 'vitest'
import type { EntityPlace, Fetch } from '../prepare/compile-plan.js'
import type { Merged } from '../prepare/compile-shape.js'
import { type Entities, objectsAt, pathsAt } from './entities-at.js'
import { layEntities } from './lay-entities.js'

const fetch = { rewriteOutput: undefined } as Fetch
const placeThat = (mayShare: boolean) => ({ path: ['users', '@'], mayShare }) as unknown as EntityPlace

/** Lays one user, who has a home, into two objects at each place. */
function laid(...places: readonly EntityPlace[]) {
  const shared = new Set<object>()
  const at = places.map((place) => ({ place, objects: [{}, {}] as Merged[], entities: [0, 0], unnamed: [] }))
  const entities: Entities = { representations: [{}], keys: ['1'], at }
  layEntities(fetch, entities, { received: [{ home: { street: 'S' } }], shared, interfaceObjects: new Set() })
  const homes = at.flatMap(({ objects }) => objects.map(({ home }) => home as object))
  for (const home of homes) expect(home).toEqual({ street: 'S' })
  return { homes, shared, objects: at.flatMap(({ objects }) => objects) }
}

test('objects at one place that are one entity hold the same of it, where they may', () => {
  const { homes, shared } = laid(placeThat(true))
  expect(homes[0]).toBe(homes[1])
  expect([...shared]).toEqual([homes[0]])
})

test('where they may not, each has its own', () => {
  const { homes, shared } = laid(placeThat(false))
  expect(homes[0]).not.toBe(homes[1])
  expect(shared.size).toBe(0)
})

test('objects at other places have their own in any case', () => {
  const { homes } = laid(placeThat(true), placeThat(true))
  expect(new Set(homes).size).toBe(2)
  expect(homes[2]).not.toBe(homes[0])
  expect(homes[2]).toBe(homes[3])
})

test('what stands in several places is found once, with the paths of all', () => {
  const { objects, homes, shared } = laid(placeThat(true))
  const data = { users: objects }
  const path = ['users', '@', 'home']
  expect(objectsAt(data, path, shared)).toEqual([homes[0]])
  expect(pathsAt(data, path).get(homes[0] as Merged)).toEqual([
    ['users', 0, 'home'],
    ['users', 1, 'home'],
  ])
})

test('what is missing leaves an object as it is', () => {
  const objects: Merged[] = [{ id: '1' }, { id: '2' }]
  const at = [{ place: placeThat(true), objects, entities: [0, 1], unnamed: [] }]
  const received = [null, { name: 'N' }]
  layEntities(
    fetch,
    { representations: [{}, {}], keys: ['1', '2'], at },
    { received, shared: new Set(), interfaceObjects: new Set() },
  )
  expect(objects).toEqual([{ id: '1' }, { id: '2', name: 'N' }])
})
