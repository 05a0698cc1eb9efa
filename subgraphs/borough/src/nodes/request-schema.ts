import { z } from 'zod'

const community = z.string().regex(/^\d{12}$/, 'expected a 12-digit division code')
const epoch = z
  .int()
  .min(0)
  .max(2 ** 31 - 1)
const key = z.object({ x: z.string().regex(/^[\w-]{43}$/, 'expected an Ed25519 public key in base64url') })

/** What each request of a node holds, beside the claims of every signed message. */
export const requestSchemas = {
  join: z.object({
    action: z.literal('join'),
    community,
    invitation: z.string().max(200),
    address: z.string().max(2_048),
    key,
    staleFor: z.int().min(0).max(86_400),
  }),
  completeJoin: z.object({
    action: z.literal('completeJoin'),
    community,
    epoch,
    release: z.string().max(4_096),
  }),
  release: z.object({ action: z.literal('release'), community, epoch }),
  beginLeave: z.object({ action: z.literal('beginLeave'), community, epoch }),
  completeLeave: z.object({ action: z.literal('completeLeave'), community, epoch }),
  abandonMove: z.object({ action: z.literal('abandonMove'), community, epoch }),
  rotateKey: z.object({
    action: z.literal('rotateKey'),
    community,
    epoch,
    key,
    proof: z.string().max(4_096),
    overlap: z
      .int()
      .min(0)
      .max(7 * 86_400),
  }),
  readLogHeads: z.object({ action: z.literal('readLogHeads'), community }),
  proveKey: z.object({ action: z.literal('proveKey'), community, epoch }),
} as const

/** What a request asks for. */
export type Action = keyof typeof requestSchemas

/** What a request of an action holds. */
export type RequestOf<Wanted extends Action> = z.infer<(typeof requestSchemas)[Wanted]>
