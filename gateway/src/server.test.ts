import { afterAll, beforeAll, expect, test } from 'vitest'
import { threeHopQuery } from './testing/small-tiers.js'
import { type TestGateway, startGateway } from './testing/start-gateway.js'

let gateway: TestGateway
beforeAll(async () => {
  gateway = await startGateway()
})
afterAll(() => gateway.app.close())

test('answers one question across three tiers', async () => {
  const { status, body } = await gateway.ask(threeHopQuery)
  expect({ status, body }).toMatchInlineSnapshot(`
   {
     "body": {
       "data": {
         "city": {
           "boroughs": [
             {
               "communities": [
                 {
                   "code": "1.1.1",
                   "motto": "Motto of 1.1.1",
                   "name": "Community 1.1.1",
                 },
                 {
                   "code": "1.1.2",
                   "motto": "Motto of 1.1.2",
                   "name": "Community 1.1.2",
                 },
                 {
                   "code": "1.1.3",
                   "motto": "Motto of 1.1.3",
                   "name": "Community 1.1.3",
                 },
               ],
               "name": "Borough 1.1",
             },
             {
               "communities": [
                 {
                   "code": "1.2.1",
                   "motto": "Motto of 1.2.1",
                   "name": "Community 1.2.1",
                 },
                 {
                   "code": "1.2.2",
                   "motto": "Motto of 1.2.2",
                   "name": "Community 1.2.2",
                 },
                 {
                   "code": "1.2.3",
                   "motto": "Motto of 1.2.3",
                   "name": "Community 1.2.3",
                 },
               ],
               "name": "Borough 1.2",
             },
           ],
           "name": "City 1",
         },
       },
     },
     "status": 200,
   }
  `)
})
