import type { KubeObject } from '../definition.ts'
import { ageColumn, type Column, column, firstFew, nameColumn } from '../shared/columns.ts'

interface SeenSlice extends KubeObject {
  addressType?: string
  ports?: { port?: number; name?: string }[]
  endpoints?: { addresses?: string[] }[]
}

export const endpointSliceColumns: Column[] = [
  nameColumn,
  column<SeenSlice>('AddressType', ({ addressType }) => addressType ?? ''),
  column<SeenSlice>('Ports', ({ ports }) => {
    return firstFew(
      (ports ?? []).map(({ port, name }) => String(port ?? name ?? '*')),
      '<unset>',
    )
  }),
  column<SeenSlice>('Endpoints', ({ endpoints }) => {
    return firstFew(
      (endpoints ?? []).flatMap(({ addresses }) => addresses ?? []),
      '<unset>',
    )
  }),
  ageColumn,
]
