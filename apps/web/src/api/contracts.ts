/** The one door to the shapes shared with the server; everything else in the browser app imports them from here. */
export * from '../../../../libs/contracts/src/index.ts';
