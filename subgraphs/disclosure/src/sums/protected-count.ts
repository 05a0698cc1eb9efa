import type { CountDraft } from '../shifts/count-draft.js'
import type { Certificate } from './certificate.js'

/** A protected count whose release is decided, with the proof that it exposes nobody. */
export interface ProtectedCount extends CountDraft {
  readonly proof: Certificate
}
