import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { Failed } from '../states/failed'
import { Frame } from './frame'
import { NotFound } from './not-found'

/** What stands in the address of every page. */
interface FrameSearch {
  /** The code of the city that the pages are about. */
  readonly city?: string
}

const frame = createRootRoute({
  component: Frame,
  notFoundComponent: NotFound,
  errorComponent: ({ error }) => <Failed error={error instanceof Error ? error : new Error(String(error))} />,
  validateSearch: ({ city }): FrameSearch =>
    typeof city === 'string' || typeof city === 'number' ? { city: String(city) } : {},
})

const city = createRoute({
  getParentRoute: () => frame,
  path: '/',
  component: lazyRouteComponent(() => import('../pages/city/city-page'), 'CityPage'),
})

/** Each page is loaded when it is opened first. */
export const router = createRouter({
  routeTree: frame.addChildren([city]),
  basepath: '/console',
  defaultPreload: 'intent',
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
