import type { Resolvers } from '../generated/resolver-types.js'
import { AccessGrant } from './access-grant.js'
import { AccessLogEntry } from './access-log-entry.js'
import { Charter } from './charter.js'
import { Community } from './community.js'
import { Competence } from './competence.js'
import { Consignment } from './consignment.js'
import { Donation } from './donation.js'
import { EducationCentre } from './education-centre.js'
import { GuidanceResponse } from './guidance-response.js'
import { Ledger, LedgerEntry } from './ledger.js'
import { MeasureRow } from './measure-row.js'
import { Mutation } from './mutation.js'
import { Programme } from './programme.js'
import { Proposal } from './proposal.js'
import { Query } from './query.js'
import { Session } from './session.js'
import { Voice } from './voice.js'

/** The resolvers of the community tier. Fields that are missing here are properties of their rows. */
export const resolvers: Resolvers = {
  AccessGrant,
  AccessLogEntry,
  Charter,
  Community,
  Competence,
  Consignment,
  Donation,
  EducationCentre,
  GuidanceResponse,
  Ledger,
  LedgerEntry,
  MeasureRow,
  Mutation,
  Programme,
  Proposal,
  Query,
  Session,
  Voice,
}
