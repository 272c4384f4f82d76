import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState, type ReactElement } from 'react';
import { useLanguage } from '../language/language.tsx';
import { formatBytes } from '../language/format.ts';
import { Notice } from '../parts/notice.tsx';
import { Problem } from '../parts/problem.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { requestBytes } from '../api/request.ts';
import { previewKind } from './preview-kind.ts';
import { decodeText, prettyText, TEXT_LIMIT } from './readable-text.ts';

export interface DocumentPreviewProps {
  /** Address of the bytes; answered with this site's own headers. */
  readonly url: string;
  readonly mediaType: string;
  readonly fileName: string;
  /** Bytes. */
  readonly size: number;
}

const PdfView = lazy(async () => ({ default: (await import('./pdf-view.tsx')).PdfView }));

/**
 * A document to look at: PDF page by page, pictures, texts, XML and JSON indented. What cannot be shown says so and offers
 * the file. Fills the box it is put into and scrolls by itself. Give it a `key` of document and version.
 */
export function DocumentPreview(props: DocumentPreviewProps): ReactElement {
  const kind = previewKind(props.mediaType, props.size);
  return (
    <div className="preview">
      {kind === 'pdf' ? (
        <Suspense fallback={<Skeleton lines={8} tall />}>
          <PdfView {...props} />
        </Suspense>
      ) : kind === 'image' ? (
        <ImageView {...props} />
      ) : kind === 'text' ? (
        <TextView {...props} />
      ) : (
        <NoView {...props} />
      )}
    </div>
  );
}

function ImageView({ url, fileName }: DocumentPreviewProps): ReactElement {
  const { text } = useLanguage();
  const [failed, setFailed] = useState(false);
  if (failed) return <Notice tone="warning" title={text.documents.unreadable(fileName)} />;
  return (
    <div className="preview__scroll" tabIndex={0} role="region" aria-label={text.documents.previewOf(fileName)}>
      <img
        className="preview__image"
        src={url}
        alt={text.documents.previewOf(fileName)}
        onError={() => setFailed(true)}
      />
    </div>
  );
}

function TextView({ url, mediaType, fileName, size }: DocumentPreviewProps): ReactElement {
  const { language, text } = useLanguage();
  const content = useQuery({
    queryKey: ['content', url],
    queryFn: async ({ signal }) =>
      prettyText(decodeText(await requestBytes(url, { signal, limit: TEXT_LIMIT })), mediaType),
    staleTime: Infinity,
  });
  if (content.isPending) return <Skeleton lines={8} />;
  if (content.isError) return <Problem error={content.error} onRetry={() => void content.refetch()} />;
  return (
    <>
      {size > TEXT_LIMIT ? (
        <p className="preview__note">{text.documents.onlyBeginning(formatBytes(TEXT_LIMIT, language))}</p>
      ) : null}
      <pre
        className="preview__scroll preview__text"
        tabIndex={0}
        role="region"
        aria-label={text.documents.previewOf(fileName)}
      >
        {content.data}
      </pre>
    </>
  );
}

function NoView({ url, fileName, size }: DocumentPreviewProps): ReactElement {
  const { language, text } = useLanguage();
  return (
    <Notice tone="info" title={text.documents.noPreview}>
      <p>
        <a className="kern-link" href={`${url}${url.includes('?') ? '&' : '?'}download=true`} download={fileName}>
          {text.documents.download(fileName)}
        </a>{' '}
        ({formatBytes(size, language)})
      </p>
    </Notice>
  );
}
