import type { Change } from '../../observe/changes.ts'
import type { Expectations } from '../expectation.ts'
import { unexpectedChanges } from '../unexpected-changes.ts'
import type { Moment } from '../verdict.ts'
import { claimExpectations } from './claims.ts'
import { dnsExpectations } from './dns.ts'
import { generationExpectations } from './generations.ts'
import { kubectlExpectations } from './kubectl.ts'
import { objectExpectations } from './objects.ts'
import { orderExpectations } from './order.ts'
import { isAboutRejection, rejectionExpectations } from './rejections.ts'
import { responseExpectations } from './responses.ts'
import { statusExpectations } from './status.ts'
import { surroundingExpectations } from './surroundings.ts'
import { templateExpectations } from './templates.ts'
import { timeExpectations } from './times.ts'

export { isAboutRejection }

/** The phrase whose violations are charged by what changed, not to the Rule. */
export const NOTHING_ELSE = 'nothing else changed'

const named: Expectations = {
  ...orderExpectations,
  ...objectExpectations,
  ...templateExpectations,
  ...claimExpectations,
  ...statusExpectations,
  ...generationExpectations,
  ...surroundingExpectations,
  ...dnsExpectations,
  ...rejectionExpectations,
  ...timeExpectations,
  ...responseExpectations,
  ...kubectlExpectations,
}

/** Every phrase that a Then may say. */
export const expectations: Expectations = {
  ...named,
  [NOTHING_ELSE]: {
    check: (moment: Moment) => {
      const [first, ...others] = unexpectedChanges(moment, named)
      if (!first) return { kind: 'kept' }
      const seen = [first, ...others].map(({ resource, name, what, fields }) =>
        `${resource}/${name} ${what} ${fields.join(' ')}`.trim(),
      )
      return { kind: 'broken', because: 'something else changed', expected: [], seen, at: first.seq }
    },
  },
}

/** The changes that no action and no Then of the window speaks of. */
export const unexpected = (moment: Moment): Change[] => unexpectedChanges(moment, named)
