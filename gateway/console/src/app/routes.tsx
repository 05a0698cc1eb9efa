import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { Failed } from '../states/failed'
import { Frame } from './frame'
import { NotFound } from './not-found'

/** What stands in the address of every page. */
interface FrameSearch {
  /** The code of the city that the pages are about. */
  readonly city?: string
  /** Where whoever signs in came from. */
  readonly from?: string
}

const frame = createRootRoute({
  component: Frame,
  notFoundComponent: NotFound,
  errorComponent: ({ error }) => <Failed error={error instanceof Error ? error : new Error(String(error))} />,
  validateSearch: ({ city, from }): FrameSearch => ({
    ...((typeof city === 'string' || typeof city === 'number') && { city: String(city) }),
    // A path of the console alone: nobody is led elsewhere by a link.
    ...(typeof from === 'string' && /^\/(?![/\\])/.test(from) && { from }),
  }),
})

const city = createRoute({
  getParentRoute: () => frame,
  path: '/',
  component: lazyRouteComponent(() => import('../pages/city/city-page'), 'CityPage'),
})

const signIn = createRoute({
  getParentRoute: () => frame,
  path: '/sign-in',
  component: lazyRouteComponent(() => import('../pages/sign-in/sign-in-page'), 'SignInPage'),
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
  routeTree: frame.addChildren([city, office, autonomy, government, signIn, signInBack]),
  basepath: '/console',
  defaultPreload: 'intent',
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
