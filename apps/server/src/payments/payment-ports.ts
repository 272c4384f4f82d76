/** Injection token of the payments of the installation (`Payments` of libs/execution, or undefined without a service). */
export const PAYMENTS = Symbol('Payments');
