import type { Resolvers } from '../generated/resolver-types.js'
import { Allocation } from './allocation.js'
import { Borough } from './borough.js'
import { CatalogueWithdrawal } from './catalogue-withdrawal.js'
import { CityGuidance } from './city-guidance.js'
import { City } from './city.js'
import { Community } from './community.js'
import { GuidanceAnswer } from './guidance-answer.js'
import { Guidance } from './guidance.js'
import { ListedCentre } from './listed-centre.js'
import { ListedConsignment } from './listed-consignment.js'
import { ListedProgramme } from './listed-programme.js'
import { MeasureRow } from './measure-row.js'
import { Mutation } from './mutation.js'
import { Node } from './node.js'
import { NodeInvitation } from './node-invitation.js'
import { Organisation } from './organisation.js'
import { Query } from './query.js'
import { ServiceCentre } from './service-centre.js'
import { Service } from './service.js'
import { Street } from './street.js'

/** The resolvers of the borough tier. Fields that are missing here are properties of their rows. */
export const resolvers: Resolvers = {
  Query,
  Mutation,
  City,
  CityGuidance,
  Borough,
  Street,
  Community,
  ServiceCentre,
  Service,
  Allocation,
  Guidance,
  GuidanceAnswer,
  CatalogueWithdrawal,
  ListedCentre,
  ListedConsignment,
  ListedProgramme,
  MeasureRow,
  Node,
  NodeInvitation,
  Organisation,
}
