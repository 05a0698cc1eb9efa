import type { Viewer } from '@shequ/schema/viewer'
import { everybody } from './known-operations.js'

/** By which a client registers its operations: who its tokens name, or everybody. */
export function clientOf({ role, subject }: Viewer): string {
  return role === 'anonymous' ? everybody : subject
}
