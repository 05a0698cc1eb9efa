import { HubError } from '@shequ/schema/errors/hub-error'
import type { Access, Basis } from '../access/record/access-record.js'
import { findBasis } from '../access/find-basis.js'
import type { Context } from './context.js'
import type { AccessScope, Dataset } from '../generated/resolver-types.js'

/** What is to be read: a dataset of a community's, or records of it. */
export interface Reading {
  readonly community: string
  readonly dataset: Dataset
  /** The field, or the type of the record, by name: for the access log. */
  readonly field: string
}

/** That a viewer may read. What is given out is told, so that it is logged where it is not public. */
export interface Permit {
  /** The centres to which it is limited, by their ids in their table; null where it is not. */
  readonly centres: readonly string[] | null
  /** Notes that so many records were given out, of a centre where the permit is limited to some. */
  give(count: number, centre?: string | null): void
  /** @throws {HubError} FORBIDDEN when the permit does not reach records of the centre. */
  requireCentre(centre: string | null): void
}

const open: Permit = { centres: null, give: () => undefined, requireCentre: () => undefined }

/** The scopes that let somebody read each dataset. */
const scopesOf = {
  CENTRES: ['READ_CENTRES'],
  PROGRAMMES: ['READ_PROGRAMMES', 'READ_ATTENDANCE', 'RECORD_ATTENDANCE', 'ENROL', 'RUN_PROGRAMMES'],
  COMPETENCES: ['READ_COMPETENCES'],
  PROPOSALS: ['READ_PROPOSALS'],
  VOICES: ['READ_VOICES'],
  DONATIONS: ['READ_DONATIONS'],
  LEDGER: ['READ_LEDGER'],
  GUIDANCE_RESPONSES: ['READ_GUIDANCE_RESPONSES'],
} as const satisfies Record<Dataset, readonly AccessScope[]>

/**
 * Lets a read pass only as far as the community shares the dataset, or grants it, or consigned a centre of it. A dataset without
 * a rule is shared with nobody.
 *
 * @throws {HubError} FORBIDDEN, naming the community, the dataset and how far it is shared; NOT_FOUND when this server
 *   holds no such community.
 */
export async function requireShared(context: Context, reading: Reading): Promise<Permit> {
  const { accesses, loaders, viewer } = context
  const { community, dataset } = reading
  const level = await loaders.sharingLevel.load({ community, dataset })
  if (level === null) {
    throw new HubError(
      'NOT_FOUND',
      {
        en: `Expected a community of this server, but ${community} is none.`,
        zh: `应为此服务器上的社区，而 ${community} 不是。`,
      },
      { community },
    )
  }
  if (level === 'PUBLIC') return open
  const access = (basis: Basis | null): Access => ({ ...reading, action: 'READ', basis })
  const right = await findBasis(context, { community, level, scopes: scopesOf[dataset] })
  const refuse = (): never => {
    accesses.refuse(access(null), right.isParty)
    throw new HubError(
      'FORBIDDEN',
      {
        en: `The community ${community} shares ${dataset} at level ${level}, which does not include the ${viewer.role}.`,
        zh: `社区 ${community} 对 ${dataset} 的共享级别为 ${level}，不包括 ${viewer.role}。`,
      },
      { community, dataset, level },
    )
  }
  const { whole, centres } = right
  if (whole) {
    return { centres: null, give: (count) => accesses.note(access(whole), count), requireCentre: () => undefined }
  }
  if (centres.size === 0) return refuse()
  const basisOf = (centre: string | null | undefined) => centres.get(centre ?? '') ?? refuse()
  return {
    centres: [...centres.keys()],
    give: (count, centre) => accesses.note(access(basisOf(centre)), count),
    requireCentre: (centre) => void basisOf(centre),
  }
}
