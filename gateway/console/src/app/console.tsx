import { RouterProvider } from '@tanstack/react-router'
import { QueryProvider } from '../graph/query-provider'
import { router } from './routes'

/** The console: its pages in their frame, over one store of answers. */
export function Console() {
  return (
    <QueryProvider>
      <RouterProvider router={router} />
    </QueryProvider>
  )
}
