/** A command was refused, or there is nothing to act on: says what was expected and what is there. */
export class SimulationError extends Error {
  readonly code = 'SIMULATION_REFUSED';
  constructor(message: string) {
    super(message);
    this.name = 'SimulationError';
  }
}
