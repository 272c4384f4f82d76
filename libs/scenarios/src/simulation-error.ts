/** A command was refused, or there is nothing to act on: says what was expected and what is there, in both languages. */
export class SimulationError extends Error {
  readonly code = 'SIMULATION_REFUSED';
  readonly messageDe: string;
  constructor(message: string, messageDe: string) {
    super(message);
    this.name = 'SimulationError';
    this.messageDe = messageDe;
  }
}
