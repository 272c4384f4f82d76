/** The one door to the sentences shared with the server. */
export * from '../../../../libs/sentences/src/index.ts';
