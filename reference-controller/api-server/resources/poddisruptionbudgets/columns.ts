import type { KubeObject } from '../definition.ts'
import { ageColumn, type Column, column, nameColumn } from '../shared/columns.ts'

interface SeenBudget extends KubeObject {
  spec?: { minAvailable?: number | string; maxUnavailable?: number | string }
  status?: { disruptionsAllowed?: number }
}

export const budgetColumns: Column[] = [
  nameColumn,
  column<SeenBudget>('Min Available', ({ spec }) => String(spec?.minAvailable ?? 'N/A')),
  column<SeenBudget>('Max Unavailable', ({ spec }) => String(spec?.maxUnavailable ?? 'N/A')),
  column<SeenBudget>('Allowed Disruptions', ({ status }) => status?.disruptionsAllowed ?? 0, 'integer'),
  ageColumn,
]
