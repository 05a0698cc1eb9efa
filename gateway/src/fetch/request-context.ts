import type { Language } from '@shequ/schema/terms/term'
import type { Viewer } from '@shequ/schema/viewer'

/** What every stage knows of the request. */
export interface RequestContext {
  readonly viewer: Viewer
  /** In which language the hub's own words are wanted; English when it is left out. */
  readonly language?: Language
  /** Raised when the client has gone. */
  readonly signal: AbortSignal
}
