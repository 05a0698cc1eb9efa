import type { Viewer } from '@shequ/schema/viewer'
import { chinaDay } from '@shequ/process/china-day'
import type { Dataset } from '../generated/resolver-types.js'
import { type Access, type AccessRecord, toRecord } from './record/access-record.js'
import { type Refusal, nameOfRefusal, refusalOf } from './record/refusal.js'

/** What one call saw or did that is not public, and what it was refused: one record for each community, dataset and right. */
export interface CallAccesses {
  /** Notes an access to so many records; for a refusal, none. */
  note(access: Access, count: number): void
  /** Notes a refusal: by name where the community gave the caller some right, and else as one of many. */
  refuse(access: Access, hasRights: boolean): void
  /** Notes what was read below a record of a dataset, where the call was let read the dataset and it is not public. */
  noteBelow(community: string, dataset: Dataset, field: string, count: number): void
  /** Remembers that the call wrote something, with its entry in the log. */
  noteWritten(): void
  hasWritten(): boolean
  /** What was noted since the last time, as records of the communities' logs. */
  take(): readonly AccessRecord[]
  /** What was refused to one of many since the last time, each community, action and dataset once. */
  takeRefusals(): readonly Refusal[]
}

interface Noted {
  readonly access: Access
  readonly fields: Set<string>
  count: number
}

/** Begins to note the accesses of a call. */
export function createCallAccesses(viewer: Viewer, now: () => Date): CallAccesses {
  const noted = new Map<string, Noted>()
  /** By community and dataset, what the call was first let read of it. */
  const readings = new Map<string, Access>()
  const refusals = new Map<string, Refusal>()
  const note: CallAccesses['note'] = (access, count) => {
    const key = keyOf(access)
    const entry = noted.get(key) ?? { access, fields: new Set(), count: 0 }
    entry.fields.add(access.field)
    entry.count += count
    noted.set(key, entry)
    const { community, action, dataset, basis } = access
    const place = `${community} ${dataset}`
    if (action === 'READ' && basis && !readings.has(place)) readings.set(place, access)
  }
  let isWritten = false
  return {
    note,
    refuse(access, hasRights) {
      if (hasRights) return note(access, 0)
      const refusal = refusalOf(viewer, access, chinaDay(now()))
      refusals.set(nameOfRefusal(refusal), refusal)
    },
    noteWritten: () => {
      isWritten = true
    },
    hasWritten: () => isWritten,
    noteBelow(community, dataset, field, count) {
      if (readings.size === 0) return
      const reading = readings.get(`${community} ${dataset}`)
      if (reading) note({ ...reading, field }, count)
    },
    take() {
      const at = now()
      const records = [...noted.values()].map(({ access, fields, count }) =>
        toRecord(viewer, access, { fields: [...fields], count, at }),
      )
      noted.clear()
      return records
    },
    takeRefusals() {
      const taken = [...refusals.values()]
      refusals.clear()
      return taken
    },
  }
}

function keyOf({ community, action, dataset, field, basis }: Access): string {
  const right = basis === null ? '' : 'id' in basis ? basis.id : basis.kind
  return [community, action, dataset ?? field, right].join(' ')
}
