import { expect } from 'vitest'
import type { TestHub } from './start-hub.js'

/** Does a mutation as whom a token names, and gives what is selected of its answer; fails where there are errors. */
export async function writeAs<Written = Readonly<Record<string, string>>>(
  hub: Pick<TestHub, 'ask'>,
  token: string,
  mutation: string,
  input: object,
  selection: string,
): Promise<Written> {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`
  const { data, errors } = await hub.ask<{ written: Written }>(
    `mutation ($input: ${type}!) { written: ${mutation}(input: $input) { ${selection} } }`,
    { input },
    token,
  )
  expect(errors).toBeUndefined()
  return data.written
}
