import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { type PlannerSearch, readPlannerSearch } from '../pages/planner/question/planner-search'
import { PageFailed } from '../states/page-failed'
import { Frame } from './frame'
import { NotFound } from './not-found'
import { parseSearch, stringifySearch } from './search-params'

/** What stands in the address of every page. */
interface FrameSearch {
  /** The code of the city that the pages are about. */
  readonly city?: string
}

const frame = createRootRoute({
  component: Frame,
  notFoundComponent: NotFound,
  errorComponent: PageFailed,
  validateSearch: ({ city }): FrameSearch => (typeof city === 'string' ? { city } : {}),
})

const city = createRoute({
  getParentRoute: () => frame,
  path: '/',
  component: lazyRouteComponent(() => import('../pages/city/city-page'), 'CityPage'),
})

const planner = createRoute({
  getParentRoute: () => frame,
  path: '/planner',
  component: lazyRouteComponent(() => import('../pages/planner/planner-page'), 'PlannerPage'),
  validateSearch: (search: Record<string, unknown>): PlannerSearch => readPlannerSearch(search),
})

const residents = createRoute({
  getParentRoute: () => frame,
  path: '/residents',
  component: lazyRouteComponent(() => import('../pages/residents/residents-page'), 'ResidentsPage'),
})

const residentsCommunity = createRoute({
  getParentRoute: () => frame,
  path: '/residents/$community',
  component: lazyRouteComponent(() => import('../pages/residents/community-page'), 'CommunityPage'),
})

/** Where whoever signs in came from. */
interface SignInSearch {
  readonly from?: string
}

const ngo = createRoute({
  getParentRoute: () => frame,
  path: '/ngo',
  component: lazyRouteComponent(() => import('../pages/ngo/ngo-page'), 'NgoPage'),
})

const contract = createRoute({
  getParentRoute: () => frame,
  path: '/ngo/contract',
  component: lazyRouteComponent(() => import('../pages/ngo/contract-page'), 'ContractPage'),
})

const operator = createRoute({
  getParentRoute: () => frame,
  path: '/operator',
  component: lazyRouteComponent(() => import('../pages/operator/operator-page'), 'OperatorPage'),
})

const signIn = createRoute({
  getParentRoute: () => frame,
  path: '/sign-in',
  component: lazyRouteComponent(() => import('../pages/sign-in/sign-in-page'), 'SignInPage'),
  // A path of the console alone: nobody is led elsewhere by a link.
  validateSearch: ({ from }): SignInSearch => (typeof from === 'string' && /^\/(?![/\\])/.test(from) ? { from } : {}),
})

const signInBack = createRoute({
  getParentRoute: () => frame,
  path: '/sign-in/back',
  component: lazyRouteComponent(() => import('../pages/sign-in/sign-in-back-page'), 'SignInBackPage'),
})

/** The section of a page that is open. */
const withSection = ({ section }: Record<string, unknown>): { readonly section?: string } =>
  typeof section === 'string' ? { section } : {}

const office = createRoute({
  getParentRoute: () => frame,
  path: '/office',
  validateSearch: withSection,
  component: lazyRouteComponent(() => import('../pages/office/office-page'), 'OfficePage'),
})

const autonomy = createRoute({
  getParentRoute: () => frame,
  path: '/autonomy',
  validateSearch: withSection,
  component: lazyRouteComponent(() => import('../pages/autonomy/autonomy-page'), 'AutonomyPage'),
})

const government = createRoute({
  getParentRoute: () => frame,
  path: '/government',
  validateSearch: withSection,
  component: lazyRouteComponent(() => import('../pages/government/government-page'), 'GovernmentPage'),
})

/** Each page is loaded when it is opened first. */
export const router = createRouter({
  routeTree: frame.addChildren([
    city,
    planner,
    residents,
    residentsCommunity,
    office,
    autonomy,
    government,
    ngo,
    contract,
    operator,
    signIn,
    signInBack,
  ]),
  basepath: '/console',
  parseSearch,
  stringifySearch,
  // A page that breaks stands in its frame, so that the other parts can be opened.
  defaultErrorComponent: PageFailed,
  defaultPreload: 'intent',
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
