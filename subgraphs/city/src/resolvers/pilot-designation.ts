import type { PilotDesignationResolvers } from '../generated/resolver-types.js'

export const PilotDesignation: PilotDesignationResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.pilotDesignation.load(id),
  community: ({ subjectKind, subjectCode }) => (subjectKind === 'COMMUNITY' ? { code: subjectCode } : null),
  street: ({ subjectKind, subjectCode }) => (subjectKind === 'TOWN' ? { code: subjectCode } : null),
}
