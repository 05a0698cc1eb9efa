import { expect, test } from 'vitest'
import { DatabaseUnreachable, withClient } from './with-client.js'

const nothing = () => Promise.resolve()

test('a server that is not there is named, without the password', async () => {
  const attempt = withClient('postgresql://planner:hidden@localhost:1/city', nothing)
  await expect(attempt).rejects.toBeInstanceOf(DatabaseUnreachable)
  await expect(attempt).rejects.toThrow(
    /^Could not connect to the database city at localhost:1 as planner: .*ECONNREFUSED/,
  )
  await expect(attempt).rejects.not.toThrow('hidden')
})

test('what is no URL is told without being repeated', async () => {
  await expect(withClient('planner:hidden', nothing)).rejects.toBeInstanceOf(Error)
  await expect(withClient('no url at all, hidden', nothing)).rejects.toThrow('got something else')
  await expect(withClient('no url at all, hidden', nothing)).rejects.not.toThrow('hidden')
})
