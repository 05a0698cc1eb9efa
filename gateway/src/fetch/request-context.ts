import type { Viewer } from '@shequ/schema/viewer'

/** What every stage knows of the request. */
export interface RequestContext {
  readonly viewer: Viewer
  /** Raised when the client has gone. */
  readonly signal: AbortSignal
}
