import { afterAll, beforeAll, expect, test } from 'vitest'
import { readPages } from '../helpers/pages.js'
import { requestsOf, sendAsCurl } from '../helpers/readme-requests.js'
import { type TestHub, startHub } from '../helpers/start-hub.js'

const requests = requestsOf(await readPages())

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
}, 120_000)
afterAll(() => hub.close())

test('the pages have a request for each of what saves sending, and for both statuses of a wrong value', () => {
  expect(requests.map(([, { status }]) => status)).toEqual([
    'HTTP/1.1 200 OK',
    'HTTP/1.1 304 Not Modified',
    'HTTP/1.1 200 OK',
    'HTTP/1.1 204 No Content',
    'HTTP/1.1 400 Bad Request',
    'HTTP/1.1 200 OK',
  ])
})

test.each(requests)('%s is answered as its page shows', async (command, { status, headers, body }) => {
  const answer = await sendAsCurl(command, hub.url)
  expect(answer).toMatchObject({ status, headers, body })
})
