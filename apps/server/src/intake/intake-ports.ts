/** Injection token of how applications arrive (`Intake` of libs/execution). */
export const INTAKE = Symbol('Intake');
