/**
 * The work of a kubelet on a Pod, as data: a table of stages, each with its condition, its delay and its
 * effect. The first stage of the list that applies and is due is carried out; the change that it makes comes
 * back through the watch and selects the next one.
 *
 * A personality is such a list. The order matters: an end (requested by a deletion or by a terminal phase) comes
 * before readiness, readiness before a start. Golden pairs of Pod and outcome lie in testdata/.
 */
import { lifelike } from './lifelike/lifelike.ts'
import { ordinary } from './ordinary/ordinary.ts'
import { slow } from './slow/slow.ts'

export { lifelikeAfter } from './lifelike/lifelike.ts'
export type { Stage } from './stage.ts'

export const personalities = { ordinary, slow, lifelike }

export type Personality = keyof typeof personalities
