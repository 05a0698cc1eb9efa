import { randomFor } from '@shequ/schema/random/random'
import type { CommunityContext } from './community-context.js'
import { generateCentres } from './generate-centres.js'
import { generateCompetences } from './generate-competences.js'
import { generateGuidanceResponses } from './generate-guidance-responses.js'
import { generateMoney } from './generate-money.js'
import { generateProfile } from './generate-profile.js'
import { generateProgrammes } from './generate-programmes.js'
import { generateProposals } from './generate-proposals.js'
import { generateVoices } from './generate-voices.js'
import { People } from './people.js'

/** Adds everything of one community to the batch. It depends on the seed, the community and its borough alone. */
export function generateCommunity(given: Omit<CommunityContext, 'random'>): void {
  const { community, borough, seed, rows } = given
  const random = (part: string) => randomFor(seed, `${part} ${community.code}`)
  const context: CommunityContext = { ...given, random }
  const people = new People(random('people'), community.code, community.neighbours, borough.centrality)
  if (!context.hasProfile) generateProfile(context)
  const centres = generateCentres(context)
  const programmes = generateProgrammes(context, people, centres)
  generateCompetences(context, people)
  generateVoices(context, people, programmes)
  generateProposals(context, people)
  generateMoney(context, programmes)
  generateGuidanceResponses(context)
  for (const { pseudonym, group, sixtyOrOver, residence } of people.all) {
    rows.add('resident', [community.code, pseudonym, group, sixtyOrOver, residence])
  }
}
