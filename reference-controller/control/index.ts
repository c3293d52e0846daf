/**
 * Control of a target: what a scenario stages that no API of Kubernetes offers.
 *
 * The endpoint serves plain HTTP with JSON on loopback, protected by a token: it stops and starts the controller
 * under test, makes the clock leap, disconnects nodes, refuses or delays the controller's requests, makes the server
 * forget its history, and reports whether the cluster is at rest. `GET /` lists the capabilities of this target; the rest is
 * answered with 501 and the reason. What is done, and how, is handed in as `Controls`: the endpoint itself knows no
 * cluster, so that other targets than the embedded one can serve theirs with it.
 */

export { controllerTransport } from './controller-transport.ts'
export type { Controls, Resolver } from './controls.ts'
export { ControlError, noSuchNode } from './input.ts'
export { type Refusals, startRefusals } from './refusals.ts'
export { restOf } from './rest.ts'
export { type ControlAddress, serveControl } from './serve-control.ts'
export { startable } from './startable.ts'
