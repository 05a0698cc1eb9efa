import type { z } from 'zod'

/**
 * Reads a process's configuration from its environment, once, against one schema. Every fault is reported at once,
 * by name and without its value; the result is frozen.
 *
 * @throws {InvalidEnvironment} naming each variable that is missing or malformed and what was expected.
 */
export function readEnvironment<Schema extends z.ZodObject>(
  schema: Schema,
  environment: NodeJS.ProcessEnv = process.env,
): Readonly<z.infer<Schema>> {
  const known = Object.fromEntries(
    Object.keys(schema.shape)
      .map((name) => [name, environment[name]] as const)
      .filter(([, value]) => value !== undefined && value !== ''),
  )
  const result = schema.safeParse(known)
  if (result.success) return Object.freeze(result.data)
  throw new InvalidEnvironment(result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`))
}

/** The environment does not fit the schema. `message` lists every fault, one a line. */
export class InvalidEnvironment extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`The environment can't be used:\n${faults.map((fault) => `  ${fault}`).join('\n')}`)
    this.name = 'InvalidEnvironment'
  }
}

/** `@apollo/gateway` reports facts about the host to its vendor unless its own variable says no before it is built. */
export function disableApolloTelemetry(environment: NodeJS.ProcessEnv = process.env): void {
  environment['APOLLO_TELEMETRY_DISABLED'] = 'true'
}
