import type { ReactElement } from 'react';
import { apiPaths, type ParticipationDocument } from '../api/contracts.ts';
import { formatBytes } from '../language/format.ts';
import { useLanguage } from '../language/language.tsx';

/** The documents somebody outside may see, to be fetched one by one. Nothing where there are none. */
export function ReleasedDocuments({
  secret,
  documents,
}: {
  secret: string;
  documents: readonly ParticipationDocument[];
}): ReactElement | null {
  const { language, text } = useLanguage();
  if (documents.length === 0) return null;
  return (
    <section aria-labelledby="released-documents">
      <h2 id="released-documents">{text.participation.documents}</h2>
      <ul className="participation__documents">
        {documents.map(({ id, title, fileName, size }) => (
          <li key={id}>
            <a className="kern-link" href={apiPaths.participationDocument(secret, id)} download={fileName}>
              {title} ({formatBytes(size, language)})
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
