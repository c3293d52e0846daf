import type { User } from './schema.ts'

/**
 * As whom to act besides the user’s name, which client-node sends: groups, uid and extra.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/authentication/#user-impersonation
 */
export function impersonation(user: User): Record<string, string | string[]> {
  const extra = Object.entries(user['as-user-extra'] ?? {})
  return {
    ...(user['as-uid'] ? { 'impersonate-uid': user['as-uid'] } : {}),
    ...(user['as-groups']?.length ? { 'impersonate-group': user['as-groups'] } : {}),
    ...Object.fromEntries(extra.map(([key, values]) => [`impersonate-extra-${encodeURIComponent(key)}`, values])),
  }
}
