/** Injection token of the mailbox of the installation (`Mailbox` of libs/execution, or undefined where none is read). */
export const MAILBOX = Symbol('Mailbox');
