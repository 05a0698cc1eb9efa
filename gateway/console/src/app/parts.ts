/** The parts of the console in the order of the navigation: each with its address and the key of its name in `app-words.ts`. */
export const parts = [
  { path: '/', name: 'city' },
  { path: '/planner', name: 'planner' },
  { path: '/residents', name: 'residents' },
  { path: '/office', name: 'office' },
  { path: '/autonomy', name: 'autonomy' },
  { path: '/government', name: 'government' },
  { path: '/ngo', name: 'ngo' },
  { path: '/operator', name: 'operator' },
] as const
