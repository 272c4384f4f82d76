import { useMutation } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { commands } from '../api/commands.ts';
import type { ApplicationDocument } from '../api/contracts.ts';
import { saveFile } from '../documents/save-file.ts';
import { formatBytes, formatDate } from '../language/format.ts';
import { useLanguage } from '../language/language.tsx';
import { Button } from '../parts/button.tsx';
import { Problem } from '../parts/problem.tsx';

interface ReleasedProps {
  readonly number: string;
  readonly secret: string;
}

/** What the office has released to the applicant, such as the notice, to be fetched one by one. Nothing where there is none. */
export function ReleasedToApplicant({
  documents,
  ...access
}: ReleasedProps & { readonly documents: readonly ApplicationDocument[] }): ReactElement | null {
  const { text } = useLanguage();
  if (documents.length === 0) return null;
  return (
    <section aria-labelledby="released-title" className="application__documents">
      <h3 id="released-title">{text.applications.documentsTitle}</h3>
      <ul>
        {documents.map((document) => (
          <Released key={document.id} document={document} {...access} />
        ))}
      </ul>
    </section>
  );
}

/** Number and secret go in the body of a request, never in an address; so it is a button and no link. */
function Released({
  document,
  number,
  secret,
}: ReleasedProps & { readonly document: ApplicationDocument }): ReactElement {
  const { language, text } = useLanguage();
  const fetching = useMutation({
    mutationFn: () => commands.applicationDocument({ number, secret, documentId: document.id }),
    onSuccess: (file) => saveFile(file, document.fileName),
  });
  return (
    <li>
      <strong>{document.title}</strong>
      {document.releasedAt === null ? null : (
        <span className="soft">{text.applications.releasedOn(formatDate(new Date(document.releasedAt)))}</span>
      )}
      <Button
        pictogram="file"
        busy={fetching.isPending}
        aria-label={text.applications.fetchDocument(document.title, formatBytes(document.size, language))}
        onClick={() => fetching.mutate()}
      >
        {text.applications.fetch(formatBytes(document.size, language))}
      </Button>
      {fetching.isError ? <Problem error={fetching.error} /> : null}
    </li>
  );
}
