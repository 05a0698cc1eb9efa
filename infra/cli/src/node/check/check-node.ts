import type { Check } from './check.js'
import { entityChecks } from './check-entities.js'
import { errorChecks } from './check-errors.js'
import { measureChecks } from './check-measures.js'
import { mutationChecks } from './check-mutations.js'
import { residentChecks } from './check-residents.js'
import { schemaChecks } from './check-schema.js'
import { trustChecks } from './check-trust.js'
import { Breach, type ProbeOptions, ensure, probeOf } from './probe.js'

/** What a check found. */
export interface CheckResult {
  readonly name: string
  /** What was expected and what came; undefined when the node does it. */
  readonly breach: string | undefined
}

/** Everything that a node is to do, in the order in which it is looked at. */
const checks: readonly Check[] = [
  ...entityChecks,
  ...measureChecks,
  ...residentChecks,
  ...schemaChecks,
  ...trustChecks,
  ...mutationChecks,
  ...errorChecks,
]

/** Looks at whether an endpoint does what a community's node is to do, one thing after another. */
export async function* checkNode(options: ProbeOptions): AsyncGenerator<CheckResult> {
  const probe = probeOf(options)
  for (const { name, run } of checks) {
    try {
      await run(probe)
      const fault = probe.takeFault()
      ensure(fault === undefined, `expected an answer that the hub believes, but ${fault}`)
      yield { name, breach: undefined }
    } catch (error) {
      if (!(error instanceof Breach)) throw error
      probe.takeFault()
      yield { name, breach: error.message }
    }
  }
}
