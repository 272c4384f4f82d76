/** Injection token of the invoices of the installation (`Invoices` of libs/execution). */
export const INVOICES = Symbol('Invoices');
