import { expect, test } from 'vitest'
import { attackYears } from './testing/attack-years.js'

test('the year of one world, with its months and quarters, holds against outsiders', async () => {
  await attackYears(1, (findings) => expect(findings).toEqual([]))
})
