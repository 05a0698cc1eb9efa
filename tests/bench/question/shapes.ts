import type { Shape } from '@shequ/gateway/testing/shapes/shape'
import { shop } from '@shequ/gateway/testing/shapes/shop'
import { tree } from '@shequ/gateway/testing/shapes/tree'

/** The shapes of answers that gateways are compared on: a wide one without repetition, and a deep one that is full of it. */
export const shapes = { tree, shop } satisfies Record<string, Shape>

export type ShapeName = keyof typeof shapes

export const shapeNames = Object.keys(shapes) as readonly ShapeName[]
