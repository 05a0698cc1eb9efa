import { expect, test } from 'vitest'
import { randomSeed, shareOf } from '@shequ/process/testing/random-seed'
import { randomFor } from '@shequ/schema/random/random'
import { compareWithOracle } from '../testing/oracle/compare-with-oracle.js'
import { hubGraph } from '../testing/oracle/hub-graph.js'
import { randomGraph } from '../testing/oracle/random-graph.js'

const seed = randomSeed()
const timesEach = 20
const ofHub = shareOf(500)
const graphs = 20
const ofGraph = shareOf(25)

test(`${ofHub * timesEach} random operations of the hub's own graph are answered as by one schema (TEST_SEED=${seed})`, async () => {
  expect(await compareWithOracle(hubGraph()).compare(seed, ofHub, timesEach)).toBeUndefined()
})

test(`${graphs * ofGraph * timesEach} random operations of random graphs are answered as by one schema (TEST_SEED=${seed})`, async () => {
  for (let graph = seed; graph < seed + graphs; graph++) {
    expect(
      await compareWithOracle(randomGraph(randomFor(graph, ''))).compare(graph, ofGraph, timesEach),
    ).toBeUndefined()
  }
})

test(`as many of random graphs with rules are answered as by one schema that refuses (TEST_SEED=${seed})`, async () => {
  for (let graph = seed; graph < seed + graphs; graph++) {
    const drawn = randomGraph(randomFor(graph, ''), true)
    expect(await compareWithOracle(drawn).compare(graph, ofGraph, timesEach)).toBeUndefined()
  }
})
