import { describe } from 'node:test'
import { acts, comes, ends, judges, set, settled } from './testing.ts'
import { onDeleteWaits, partitionProtects } from './updated-in-order.ts'
import { accepted, before, changed, old, onDelete, parallel, partition, rolls, was } from './updates-testing.ts'

describe('OnDelete', () => {
  judges(onDeleteWaits, [
    ...accepted,
    [
      'a Pod that the suite deletes under OnDelete',
      [...changed(onDelete), acts('delete', 'pods', 'web-1'), ends('web-1', old)],
    ],
    ['a Pod that nobody deletes', [...changed(onDelete), ends('web-2', old)], { at: 9, name: 'web-2' }],
    ['a Pod under OnDelete and Parallel', [...changed(onDelete, parallel), ends('web-2', old)], { at: 9 }],
    [
      'a Pod after a switch that may have come first',
      [...changed(onDelete), set({ spec: rolls(), status: before }), ends('web-2', old)],
    ],
    [
      'a Pod after a switch that has settled',
      [...changed(onDelete), set({ spec: rolls(), status: before }), settled(), ends('web-2', old)],
    ],
  ])
})

describe('the partition', () => {
  judges(partitionProtects, [
    ...accepted,
    ['the Pod at the partition', [...changed(partition(2)), ends('web-2', old)]],
    ['the Pod below the partition', [...changed(partition(2)), ends('web-1', old)], { at: 9, name: 'web-1' }],
    ['the Pod below a partition above all', [...changed(partition(9)), ends('web-2', old)], { at: 9 }],
    ['a Pod below the partition under Parallel', [...changed(partition(2), parallel), ends('web-0', old)], { at: 9 }],
    [
      'a Pod below a partition that is lowered',
      [...changed(partition(2)), set({ spec: rolls(partition(1)), status: before }), ends('web-1', old)],
    ],
    [
      'a Pod below a partition that is lowered too little',
      [...changed(partition(2)), set({ spec: rolls(partition(1)), status: before }), ends('web-0', old)],
      { at: 10 },
    ],
    [
      'a Pod below the partition, counted from the start',
      [
        set({ type: 'ADDED', spec: was(partition(1), { ordinals: { start: 1 } }), status: before }),
        ...['web-1', 'web-2', 'web-3'].flatMap((name) => comes(name, old)),
        settled(),
        set({ spec: rolls(partition(1), { ordinals: { start: 1 } }), status: before }),
        ends('web-1', old),
      ],
      { at: 9 },
    ],
    ['a Pod under OnDelete, which is charged elsewhere', [...changed(onDelete), ends('web-2', old)]],
    [
      'a Pod that was under OnDelete and is below the partition',
      [...changed(onDelete), set({ spec: rolls(partition(2)), status: before }), ends('web-0', old)],
      { at: 10 },
    ],
  ])
})
