import { describe, it } from 'node:test'
import { expect } from 'chai'
import { chooseNodeImage, type ImageWish, isVersion } from './node-image.ts'

describe('the node image', () => {
  const local = ['lab/node:v1.35.4', 'lab/node:v1.35.10', 'other/node:v1.35.99', 'docker.io/kindest/node:v1.33.2']
  const lab = { KIND_NODE_IMAGE: 'lab/node:v1.36.3' }
  const cases: [string, ImageWish, NodeJS.ProcessEnv, string | undefined][] = [
    ['kind’s default where nothing is said', {}, {}, undefined],
    ['KIND_NODE_IMAGE', {}, lab, 'lab/node:v1.36.3'],
    ['--node-image before it', { nodeImage: 'my/node:1' }, lab, 'my/node:1'],
    ['--node-image whatever the version', { nodeImage: 'my/node:1', kubernetes: '1.35' }, {}, 'my/node:1'],
    ['KIND_NODE_IMAGE if it is of that version', { kubernetes: '1.36' }, lab, 'lab/node:v1.36.3'],
    ['the newest of that version in its repository', { kubernetes: '1.35' }, lab, 'lab/node:v1.35.10'],
    ['the very patch', { kubernetes: 'v1.35.4' }, lab, 'lab/node:v1.35.4'],
    ['one of kind’s that is here, however the engine spells it', { kubernetes: '1.33' }, {}, local[3]],
    ['one that kind publishes', { kubernetes: '1.35' }, {}, 'kindest/node:v1.35.8'],
    ['a patch that kind may have published', { kubernetes: '1.31.2' }, {}, 'kindest/node:v1.31.2'],
  ]
  for (const [title, wish, env, image] of cases)
    it(`is ${title}`, () => {
      expect(chooseNodeImage(wish, env, local)).to.equal(image)
    })

  it('is not guessed', () => {
    expect(() => chooseNodeImage({ kubernetes: '1.30' }, {}, [])).to.throw(/one of 1\.37, .* found 1\.30.*--node-image/)
    expect(() => chooseNodeImage({ kubernetes: 'newest' }, {}, [])).to.throw(/such as 1\.35 or 1\.35\.4, found newest/)
  })

  for (const [image, version, is] of [
    ['kindest/node:v1.35.4@sha256:07b2', '1.35', true],
    ['localhost:5000/node', '5000', false],
    ['v1.35.4', '1.35', true],
    ['v1.35.4-gke.1', '1.35.4', true],
    ['v1.3.4', '1.35', false],
    ['v1.35.41', '1.35.4', false],
  ] as const)
    it(`${image} is ${is ? '' : 'not '}of version ${version}`, () => {
      expect(isVersion(image, version)).to.equal(is)
    })
})
