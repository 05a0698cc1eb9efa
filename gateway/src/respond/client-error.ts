import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { ErrorCode } from '@shequ/schema/errors/error-table'

interface Fault {
  readonly status: number
  readonly code: ErrorCode
  readonly message: string
}

/** What Node's parser finds wrong before there is a request. */
const faults: Readonly<Record<string, Fault>> = {
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    code: 'REQUEST_TIMEOUT',
    message: 'Expected a whole request in time, but part of it did not come. Send it again.',
  },
  HPE_HEADER_OVERFLOW: {
    status: 431,
    code: 'REQUEST_TOO_LARGE',
    message: 'Expected an address and headers of 16 kB at most, but got more. Send a long question by POST.',
  },
  HPE_INVALID_URL: {
    status: 400,
    code: 'BAD_REQUEST',
    message:
      'Expected an address of ASCII characters, but got others. Percent-encode them, as `curl -G --data-urlencode` does.',
  },
}

const unreadable: Fault = {
  status: 400,
  code: 'BAD_REQUEST',
  message: 'The request is not HTTP that the hub understands.',
}

/** Answers what is not HTTP in GraphQL's own form, as everything else that fails, and closes the connection. */
export function answerClientError(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  const { status, code, message } = faults[error.code ?? ''] ?? unreadable
  const body = JSON.stringify({ errors: [{ message, extensions: { code } }] })
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ]
  if (socket.writable) socket.write(`${head.join('\r\n')}\r\n\r\n${body}`)
  socket.destroy(error)
}
