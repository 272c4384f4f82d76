import { useText } from '../language/language.tsx';

/** How documents are spoken of. */
export interface DocumentWords {
  /** A document type as people call it; one we have no word for as the process calls it. */
  readonly kind: (documentType: string) => string;
  readonly isMachine: (filedBy: string) => boolean;
}

export function useDocumentWords(): DocumentWords {
  const { types } = useText().documents;
  return {
    kind: (documentType) =>
      Object.hasOwn(types, documentType) ? types[documentType as keyof typeof types] : documentType,
    isMachine: (filedBy) => filedBy.startsWith('system:'),
  };
}
