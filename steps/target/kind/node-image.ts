import { execa } from 'execa'
import type { EngineName } from './engine.ts'

/** The options of the user for the node image. */
export interface ImageWish {
  /** `--node-image`: taken as it is. */
  readonly nodeImage?: string
  /** `--kubernetes`: 1.35 or 1.35.4. */
  readonly kubernetes?: string
}

/** The registry of kind's own images. */
const REPOSITORY = 'kindest/node'

/** The newest patch of each minor version among the images of kind 0.33; another kind can run them too, as a rule. */
const published: Readonly<Record<string, string>> = {
  '1.37': 'v1.37.0',
  '1.36': 'v1.36.4',
  '1.35': 'v1.35.8',
  '1.34': 'v1.34.11',
}

/**
 * The node image to ask kind for; `undefined` for kind's own default. A version is first looked for among the images
 * that the engine has, in the repository that KIND_NODE_IMAGE names and in kind's own: that needs no network.
 * @throws Error for a version that no image is known for.
 */
export function chooseNodeImage(wish: ImageWish, env: NodeJS.ProcessEnv, local: readonly string[]): string | undefined {
  const { nodeImage, kubernetes } = wish
  const usual = env['KIND_NODE_IMAGE'] || undefined
  if (nodeImage || !kubernetes) return nodeImage ?? usual
  const wanted = /^v?(\d+\.\d+)(\.\d+)?$/.exec(kubernetes)
  if (!wanted) throw new Error(`expected --kubernetes to be a version such as 1.35 or 1.35.4, found ${kubernetes}`)
  const [, minor = '', patch] = wanted
  const repositories = [usual && repositoryOf(usual), REPOSITORY].filter(Boolean) as string[]
  const suitable = [...(usual ? [usual] : []), ...local]
    .filter((image) => repositories.some((name) => `/${repositoryOf(image)}`.endsWith(`/${name}`)))
    .filter((image) => isVersion(image, minor + (patch ?? '')))
    .sort((one, other) => patchOf(other) - patchOf(one))
  const tag = patch ? `v${minor}${patch}` : published[minor]
  const image = suitable[0] ?? (tag && `${REPOSITORY}:${tag}`)
  if (image) return image
  const known = Object.keys(published).join(', ')
  throw new Error(
    `expected --kubernetes to be one of ${known}, found ${minor}: name the patch too, as in ${minor}.1, or give --node-image`,
  )
}

/** True if an image's tag, or a server, is of the requested version. */
export const isVersion = (imageOrServer: string, wanted: string): boolean =>
  `${tagOf(imageOrServer).replace(/^v/, '')}.`.replace(/[-+]/, '.').startsWith(`${wanted.replace(/^v/, '')}.`)

/** Names of the images that the engine has. */
export async function localImages(engine: EngineName, env: NodeJS.ProcessEnv): Promise<string[]> {
  const listed = await execa(engine, ['image', 'ls', '--format', '{{.Repository}}:{{.Tag}}'], {
    env,
    extendEnv: false,
    reject: false,
  })
  return listed.failed ? [] : listed.stdout.split('\n').filter(Boolean)
}

const withoutDigest = (image: string): string => image.replace(/@.*$/, '')
const tagOf = (image: string): string => withoutDigest(image).replace(/^.*:(?!.*\/)/, '')
const repositoryOf = (image: string): string => withoutDigest(image).replace(/:[^/:]*$/, '')
const patchOf = (image: string): number => Number(/^v?\d+\.\d+\.(\d+)/.exec(tagOf(image))?.[1] ?? -1)
