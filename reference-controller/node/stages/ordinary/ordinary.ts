import type { Stage } from '../stage.ts'
import { podEnded } from './pod-ended.ts'
import { podGenerationObserved } from './pod-generation-observed.ts'
import { podReadinessChanged } from './pod-readiness-changed.ts'
import { podRemoved } from './pod-removed.ts'
import { podStarted } from './pod-started.ts'
import { podTerminated } from './pod-terminated.ts'

/** A node that does everything at once. */
export const ordinary: Stage[] = [
  podRemoved,
  podTerminated,
  podEnded,
  podReadinessChanged,
  podGenerationObserved,
  podStarted,
]
