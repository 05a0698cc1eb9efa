import type { Loaders } from '../loaders/loaders.js'
import type * as Rows from '../database/rows.js'
import type { SharedType } from './load-shared.js'

/** The part of a record's id in the graph that is its id in its table. */
export function uuidOf(id: string): string {
  return id.slice(id.indexOf(':') + 1)
}

/** The centre that hosts a programme, by its id in its table. */
export function centreOfProgramme({ educationCentreId }: Rows.ProgrammeRow): string | null {
  return educationCentreId === null ? null : uuidOf(educationCentreId)
}

/** The centre that hosts the programme of an id, by its id in its table; null where there is no such programme or centre. */
export async function centreOfProgrammeId(loaders: Pick<Loaders, 'programme'>, id: string): Promise<string | null> {
  const programme = await loaders.programme.load(id)
  return programme && centreOfProgramme(programme)
}

/** The centre that a change of a programme concerns: null where it moves to another. */
export async function centreOfChange(
  loaders: Pick<Loaders, 'programme'>,
  { programme, educationCentre }: { readonly programme: string; readonly educationCentre?: string | null | undefined },
): Promise<string | null> {
  const centre = await centreOfProgrammeId(loaders, programme)
  const isMoved = educationCentre !== undefined && (educationCentre === null || uuidOf(educationCentre) !== centre)
  return isMoved ? null : centre
}

/** The centre that hosts a session's programme, by its id in its table; null where there is no such session or centre. */
export async function centreOfSession(
  loaders: Pick<Loaders, 'session' | 'programme'>,
  id: string,
): Promise<string | null> {
  const session = await loaders.session.load(id)
  return session && centreOfProgrammeId(loaders, session.programmeId)
}

export const educationCentre: SharedType<Rows.EducationCentreRow> = {
  name: 'EducationCentre',
  dataset: 'CENTRES',
  loaderOf: (loaders) => loaders.educationCentre,
  centreOf: ({ uuid }) => uuid,
}

export const consignment: SharedType<Rows.ConsignmentRow> = {
  name: 'Consignment',
  dataset: 'CENTRES',
  loaderOf: (loaders) => loaders.consignment,
  centreOf: ({ educationCentreId }) => uuidOf(educationCentreId),
}

export const programme: SharedType<Rows.ProgrammeRow> = {
  name: 'Programme',
  dataset: 'PROGRAMMES',
  loaderOf: (loaders) => loaders.programme,
  centreOf: centreOfProgramme,
}

export const session: SharedType<Rows.SessionRow> = {
  name: 'Session',
  dataset: 'PROGRAMMES',
  loaderOf: (loaders) => loaders.session,
  centreOf: ({ id }, loaders) => centreOfSession(loaders, id),
}

export const donation: SharedType<Rows.DonationRow> = {
  name: 'Donation',
  dataset: 'DONATIONS',
  loaderOf: (_loaders, visible) => visible.donation,
}

export const ledgerEntry: SharedType<Rows.LedgerEntryRow> = {
  name: 'LedgerEntry',
  dataset: 'LEDGER',
  loaderOf: (_loaders, visible) => visible.ledgerEntry,
}

export const competence: SharedType<Rows.CompetenceRow> = {
  name: 'Competence',
  dataset: 'COMPETENCES',
  loaderOf: (loaders) => loaders.competence,
}

export const proposal: SharedType<Rows.ProposalRow> = {
  name: 'Proposal',
  dataset: 'PROPOSALS',
  loaderOf: (loaders) => loaders.proposal,
}

export const voice: SharedType<Rows.VoiceRow> = {
  name: 'Voice',
  dataset: 'VOICES',
  loaderOf: (_loaders, visible) => visible.voice,
}

export const guidanceResponse: SharedType<Rows.GuidanceResponseRow> = {
  name: 'GuidanceResponse',
  dataset: 'GUIDANCE_RESPONSES',
  loaderOf: (loaders) => loaders.guidanceResponse,
}
