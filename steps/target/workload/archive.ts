import { createHash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { pack } from 'tar-stream'

/** An image of one program and nothing else. */
export interface ImagePlan {
  /** Its names and tags, as Pods spell them. */
  readonly names: readonly string[]
  /** As Go and container images spell it: amd64, arm64. */
  readonly architecture: string
  /** A static executable. */
  readonly program: Uint8Array
}

/** Numeric, so that a node can see that it is not root. */
const USER = '65532:65532'

/** One file of a tar archive. */
interface Entry {
  readonly name: string
  readonly content: string | Uint8Array
  readonly mode?: number
}

/**
 * Packs an image as `docker save` writes it, which every engine, `kind load image-archive` and containerd read.
 * The same plan gives the same bytes: no file has a time.
 * @see https://github.com/moby/docker-image-spec/blob/main/spec.md
 */
export async function imageArchive({ names, architecture, program }: ImagePlan): Promise<Buffer> {
  const layer = await tar([{ name: 'workload', content: program, mode: 0o755 }])
  const config = JSON.stringify({
    architecture,
    os: 'linux',
    config: { User: USER, Entrypoint: ['/workload'], WorkingDir: '/' },
    rootfs: { type: 'layers', diff_ids: [`sha256:${sha256(layer)}`] },
  })
  const configName = `${sha256(config)}.json`
  const manifest = [{ Config: configName, RepoTags: names, Layers: ['layer.tar'] }]
  return tar([
    { name: 'manifest.json', content: JSON.stringify(manifest) },
    { name: configName, content: config },
    { name: 'layer.tar', content: layer },
  ])
}

async function tar(entries: readonly Entry[]): Promise<Buffer> {
  const archive = pack()
  for (const { name, content, mode = 0o644 } of entries)
    archive.entry({ name, mode, mtime: new Date(0) }, Buffer.from(content))
  archive.finalize()
  return buffer(archive)
}

const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex')
