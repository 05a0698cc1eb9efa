import type { Resolvers } from '../generated/resolver-types.js'
import { AccessRequest } from './access-requests.js'
import { CityGuidance } from './city-guidance.js'
import { City } from './city.js'
import { CodeListEntry } from './code-lists.js'
import { CommitteeDecision } from './committee-decision.js'
import { CommitteeSeat } from './committee-seat.js'
import { Community } from './community.js'
import { MeasureDefinition, MeasureTerm } from './measure-definition.js'
import { MeasureRow } from './measure-row.js'
import { Mutation } from './mutation.js'
import { Ordinance } from './ordinance.js'
import { Organisation } from './organisation.js'
import { PilotDesignation } from './pilot-designation.js'
import { PlanningCommittee } from './planning-committee.js'
import { Query } from './query.js'
import { Target } from './target.js'

/** The resolvers of the city tier. Fields that are missing here are properties of their rows. */
export const resolvers: Resolvers = {
  Query,
  Mutation,
  AccessRequest,
  City,
  CityGuidance,
  Ordinance,
  PlanningCommittee,
  CommitteeSeat,
  CodeListEntry,
  CommitteeDecision,
  PilotDesignation,
  Community,
  Organisation,
  MeasureDefinition,
  MeasureTerm,
  MeasureRow,
  Target,
}
