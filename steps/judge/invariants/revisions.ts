import { type Recorded, type Seen, seenOf } from '../../observe/trace.ts'

/** The creations of ControllerRevisions of that name. */
export const revisionsNamed = (trace: Recorded, name: string): Seen[] =>
  seenOf(trace, 'controllerrevisions').filter(({ type, object }) => type === 'ADDED' && object.metadata.name === name)
