/** The suite or the cluster around the controller is at fault: never a verdict on the controller. */
export class HarnessError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'HarnessError'
  }
}
