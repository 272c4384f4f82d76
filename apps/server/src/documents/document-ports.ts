/** Injection tokens of the documents of an installation. */
export const DOCUMENT_STORE = Symbol('DocumentStore');
/** The hand-over to a DMS; undefined with the built-in archive alone. */
export const DELIVERY = Symbol('DeliveringDocumentStore');
