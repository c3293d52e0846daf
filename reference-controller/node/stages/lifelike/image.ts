import type { Container, Pod } from '../../../client/index.ts'

/** Whether the image of a container is there, and whether its process runs on: the name of the image or its tag says so. */
export const isMissing = ({ image = '' }: Container): boolean => isCalled(image, 'no-such-image')

/** True if the process of the container ends by itself, again and again. */
export const isCrashing = ({ image = '' }: Container): boolean => isCalled(image, 'crashes')

export const cannotStart = (pod: Pod): boolean => pod.spec.containers.some(isMissing)

function isCalled(image: string, word: string): boolean {
  const [name, tag] = image.split('@')[0]?.split('/').at(-1)?.split(':') ?? []
  return name === word || tag === word
}
