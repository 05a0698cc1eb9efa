/** The key of each role's name in `sign-in-words.ts`. */
export const roleNames = {
  planner: 'planner',
  'city-office': 'cityOffice',
  'borough-office': 'boroughOffice',
  'community-office': 'communityOffice',
  ngo: 'ngo',
  'district-app': 'districtApp',
} as const
