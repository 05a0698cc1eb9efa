import { describe, test } from 'vitest'
import type { NodeStatus } from '@shequ/schema/nodes/node-status'
import fc from 'fast-check'
import { type Place, settleHosted, settleNode } from './settle-place.js'

const kid = 'node-key'

/** A server of the model: its place, and the version of the records that lie there. */
interface Server extends Place {
  readonly records: number
}

/** Records on their way from one server to the other, in an attempt. */
interface Copy {
  readonly to: 'hosted' | 'node'
  readonly epoch: number
  readonly records: number
}

/** A hub with one community, in which anything may be interrupted, come late, or come again. */
class World {
  status: NodeStatus = 'HOSTED'
  epoch = 0
  hosted: Server = { state: 'HERE', epoch: 0, records: 1 }
  node: Server = { state: 'AWAY', epoch: 0, records: 0 }
  /** The version that the last write made. */
  written = 1
  readonly copies: Copy[] = []
  /** Epochs that the node has heard of, and may still act on. */
  readonly heard: number[] = [0]

  private get entry() {
    if (this.epoch === 0) return undefined
    return { status: this.status, epoch: this.epoch, keys: [{ kid, x: '', notAfter: null }] }
  }

  private step(from: NodeStatus, to: NodeStatus, epoch: number, newEpoch: boolean): void {
    if (this.status !== from || this.epoch !== epoch) return
    this.status = to
    this.epoch += newEpoch ? 1 : 0
    this.heard.push(this.epoch)
  }

  private pick(n: number): number {
    return this.heard[n % this.heard.length] ?? 0
  }

  write(server: 'hosted' | 'node'): void {
    if (this[server].state !== 'HERE') return
    // Whoever takes a write has everything that was written before.
    require(this[server].records === this.written, `${server} took a write without all that was written before`)
    this.written += 1
    this[server] = { ...this[server], records: this.written }
  }

  join(): void {
    if (this.status === 'JOINING') return
    this.step('HOSTED', 'JOINING', this.epoch, true)
  }

  /** The hosted server knows the attempt when it is asked. */
  askForExport(): void {
    if (this.status !== 'JOINING') return
    this.settle('hosted')
    const { epoch } = this
    if (this.hosted.state !== 'HERE' && this.hosted.state !== 'LEAVING') return
    if (this.hosted.epoch > epoch) return
    this.hosted = { ...this.hosted, state: 'LEAVING', epoch }
    this.copies.push({ to: 'node', epoch, records: this.hosted.records })
  }

  beginLeave(n: number): void {
    this.step('ACTIVE', 'LEAVING', this.pick(n), true)
  }

  /** The node's own part of leaving, with whatever attempt it last heard of; the hosted server checks the attempt. */
  leave(n: number): void {
    const epoch = this.pick(n)
    if (this.node.state !== 'HERE' && this.node.state !== 'LEAVING') return
    if (this.node.epoch > epoch) return
    this.node = { ...this.node, state: 'LEAVING', epoch }
    if (this.status === 'LEAVING' && this.epoch === epoch)
      this.copies.push({ to: 'hosted', epoch, records: this.node.records })
  }

  /** Copies arrive late, and more than once. */
  arrive(n: number): void {
    const copy = this.copies[n % Math.max(1, this.copies.length)]
    if (!copy) return
    const { state, epoch } = this[copy.to]
    if (state === 'HERE' || state === 'LEAVING' || epoch > copy.epoch) return
    this[copy.to] = { state: 'ARRIVING', epoch: copy.epoch, records: copy.records }
  }

  /** Asked for only by a node whose records have arrived, in the attempt in which they have. */
  completeJoin(): void {
    if (this.node.state === 'ARRIVING') this.step('JOINING', 'ACTIVE', this.node.epoch, false)
  }

  completeLeave(): void {
    const { state, epoch } = this.hosted
    if (state === 'ARRIVING' && this.node.state === 'LEAVING' && this.node.epoch === epoch)
      this.step('LEAVING', 'HOSTED', epoch, false)
  }

  abandon(n: number): void {
    this.step('JOINING', 'HOSTED', this.pick(n), true)
    this.step('LEAVING', 'ACTIVE', this.pick(n), true)
  }

  settle(server: 'hosted' | 'node'): void {
    const place = this[server]
    const state = server === 'hosted' ? settleHosted(place, this.entry) : settleNode(place, this.entry, [kid])
    this[server] = { ...place, state, records: state === 'AWAY' ? 0 : place.records }
  }

  check(): void {
    // Never do two servers write.
    require(this.hosted.state !== 'HERE' || this.node.state !== 'HERE', 'two servers write')
    // Whatever was written is on a server that the register names, or will name when what is under way is given up.
    const owner = this.status === 'ACTIVE' || this.status === 'LEAVING' ? this.node : this.hosted
    require(owner.records === this.written, `what was written is not with the owner, who is ${this.status}`)
  }
}

/** Said by hand: an expectation for each of a million steps would take minutes. */
function require(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise)
}

const action = fc.oneof(
  fc.constantFrom<(world: World) => void>(
    (world) => world.write('hosted'),
    (world) => world.write('node'),
    (world) => world.join(),
    (world) => world.askForExport(),
    (world) => world.completeJoin(),
    (world) => world.completeLeave(),
    (world) => world.settle('hosted'),
    (world) => world.settle('node'),
  ),
  fc.nat(50).chain((n) =>
    fc.constantFrom<(world: World) => void>(
      (world) => world.arrive(n),
      (world) => world.beginLeave(n),
      (world) => world.leave(n),
      (world) => world.abandon(n),
    ),
  ),
)

describe('moves that are interrupted anywhere', () => {
  test('leave one owner that has everything written, and never two that write', () => {
    fc.assert(
      fc.property(fc.array(action, { minLength: 10, maxLength: 120, size: 'max' }), (actions) => {
        const world = new World()
        for (const act of actions) {
          act(world)
          world.check()
        }
        // When everything has come to rest, the owner writes again.
        world.abandon(world.heard.length - 1)
        world.settle('hosted')
        world.settle('node')
        const owner = world.status === 'ACTIVE' || world.status === 'LEAVING' ? 'node' : 'hosted'
        if (world.status === 'ACTIVE' || world.status === 'HOSTED')
          require(world[owner].state === 'HERE', `the ${owner} does not answer`)
        world.write(owner)
      }),
      { numRuns: 5_000, seed: 20_261_124 },
    )
  })
})
