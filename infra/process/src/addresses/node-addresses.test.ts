import { type AddressInfo, connect, createServer } from 'node:net'
import { describe, expect, test } from 'vitest'
import { AddressNotPermitted, loopbackRanges, nodeAddresses } from './node-addresses.js'

const none = nodeAddresses('')
const loopback = nodeAddresses(loopbackRanges)

describe('without a list', () => {
  test.each([
    'https://203.0.114.7/graphql',
    'https://8.8.8.8:8443/graphql',
    'https://[2400:3200::1]/graphql',
    'https://node.example.org/graphql',
  ])('%s may be asked', (address) => {
    expect(none.faultOf(address)).toBeUndefined()
  })

  test.each([
    'http://8.8.8.8/graphql',
    'http://node.example.org/graphql',
    'https://127.0.0.1/graphql',
    'https://127.1/graphql',
    'https://2130706433/graphql',
    'https://0x7f.0.0.1/graphql',
    'https://0.0.0.0/graphql',
    'https://10.0.0.8/graphql',
    'https://172.16.3.4/graphql',
    'https://192.168.1.1/graphql',
    'https://100.64.0.1/graphql',
    'https://169.254.169.254/latest/meta-data',
    'https://224.0.0.1/graphql',
    'https://255.255.255.255/graphql',
    'https://198.51.100.1/graphql',
    'https://[::1]/graphql',
    'https://[::]/graphql',
    'https://[::ffff:127.0.0.1]/graphql',
    'https://[::ffff:a9fe:a9fe]/graphql',
    'https://[64:ff9b::a9fe:a9fe]/graphql',
    'https://[fe80::1]/graphql',
    'https://[fc00::1]/graphql',
    'https://[fec0::1]/graphql',
    'https://[2002:7f00:1::]/graphql',
    'https://[2001:db8::1]/graphql',
    'ftp://8.8.8.8/graphql',
    'file:///etc/passwd',
    'https://user@8.8.8.8/graphql',
    'https://8.8.8.8/graphql#a',
    'not a url',
    '',
  ])('%s may not be asked', (address) => {
    expect(none.faultOf(address)).toMatch(/^expected /)
  })
})

describe('with a list', () => {
  test('what it names may be asked, by http too, and nothing else', () => {
    const listed = nodeAddresses('10.1.0.0/16, 192.168.7.9 ,fd00::/8')
    for (const host of ['10.1.2.3', '192.168.7.9', '[fd00::7]', '[::ffff:10.1.2.3]']) {
      for (const protocol of ['http', 'https']) expect(listed.faultOf(`${protocol}://${host}/`)).toBeUndefined()
    }
    for (const host of ['10.2.0.1', '192.168.7.8', '127.0.0.1', '[fe80::1]']) {
      expect(listed.faultOf(`https://${host}/`)).toContain('NODE_ADDRESSES')
    }
    expect(listed.faultOf('http://8.8.8.8/')).toContain('but got http')
  })

  test.each(['10.0.0.0/33', 'intranet', '10.0.0', '::/129'])('%s is no part of one', (part) => {
    expect(() => nodeAddresses(`127.0.0.1,${part}`)).toThrow(RangeError)
  })
})

describe('a host’s name', () => {
  const resolved = (rule: typeof none, protocol: string, all: boolean) =>
    new Promise<unknown>((resolve) =>
      rule.lookup(protocol)('localhost', { all }, (error, address) => resolve(error ?? address)),
    )

  test('is judged by what it resolves to', async () => {
    for (const protocol of ['http:', 'https:']) {
      expect(await resolved(none, protocol, true)).toBeInstanceOf(AddressNotPermitted)
      expect(await resolved(loopback, protocol, false)).toMatch(/^(127\.0\.0\.1|::1)$/)
      expect(await resolved(loopback, protocol, true)).toContainEqual(
        expect.objectContaining({ family: expect.any(Number) }),
      )
    }
  })

  test('is connected to at the address that was judged, and a listening port there is not told from a closed one', async () => {
    const connections: unknown[] = []
    const server = createServer((socket) => void connections.push(socket.end()))
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
    const open = (server.address() as AddressInfo).port
    const failures = []
    for (const port of [open, 1]) {
      const cause: unknown = await connectionFailure(port)
      failures.push(cause)
    }
    await new Promise((resolve) => server.close(resolve))
    expect(failures).toEqual([expect.any(AddressNotPermitted), expect.any(AddressNotPermitted)])
    expect(connections).toEqual([])
  })
})

function connectionFailure(port: number): Promise<unknown> {
  return new Promise((resolve) => {
    const socket = connect({ host: 'localhost', port, lookup: none.lookup('https:') }, () => resolve(socket.destroy()))
    socket.on('error', resolve)
  })
}
