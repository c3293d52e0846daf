import { describe, it } from 'node:test'
import { expect } from 'chai'
import { requireConsent } from './consent.ts'
import { UsageError } from './errors.ts'

describe('consent', () => {
  for (const context of ['prod', 'gke_company-prod_europe', 'eu.production', 'admin@PRD-1', 'shop/live', 'non-prod'])
    it(`is asked for before anything is done on ${context}`, () => {
      expect(() => requireConsent(context, undefined)).to.throw(UsageError, `${context} looks like production`)
      expect(() => requireConsent(context, true)).not.to.throw()
    })
  for (const context of ['kind-kind', 'reproduction', 'delivery', 'staging', 'in-cluster', 'products'])
    it(`is not asked for on ${context}`, () => {
      expect(() => requireConsent(context, undefined)).not.to.throw()
    })
})
