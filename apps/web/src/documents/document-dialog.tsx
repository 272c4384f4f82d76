import { useQuery } from '@tanstack/react-query';
import { useRef, useState, type ReactElement } from 'react';
import { apiPaths, type DocumentDetail } from '../api/contracts.ts';
import { queries } from '../api/queries.ts';
import { formatBytes, formatDate } from '../language/format.ts';
import { useLanguage } from '../language/language.tsx';
import { Button } from '../parts/button.tsx';
import { dataText } from '../parts/data-text.ts';
import { Dialog } from '../parts/dialog.tsx';
import { Problem } from '../parts/problem.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { AbsoluteTime } from '../parts/time.tsx';
import { usePeopleNames } from '../shell/people-names.ts';
import { DeliveryMark } from './delivery-mark.tsx';
import { DocumentPreview } from './document-preview.tsx';
import { useDocumentWords } from './document-words.ts';

export interface DocumentDialogProps {
  readonly instanceId: string;
  readonly documentId: string;
  /** A new version may be added. */
  readonly mayAdd: boolean;
  readonly onVersion: (file: File) => void;
  readonly onClose: () => void;
}

/** One document: what it looks like, its versions, what is known about it. */
export function DocumentDialog({
  instanceId,
  documentId,
  mayAdd,
  onVersion,
  onClose,
}: DocumentDialogProps): ReactElement {
  const { text } = useLanguage();
  const document = useQuery(queries.caseDocument(instanceId, documentId));
  const [chosen, setChosen] = useState<number | undefined>(undefined);
  const input = useRef<HTMLInputElement>(null);
  const shown = document.data?.versions.find(({ version }) => version === chosen) ?? document.data?.versions.at(-1);
  const address = `${apiPaths.documentContent(instanceId, documentId)}?version=${shown?.version ?? 1}`;
  return (
    <Dialog
      wide
      title={document.data?.title ?? text.documents.title}
      onClose={onClose}
      actions={
        <>
          {mayAdd ? (
            <>
              <input
                ref={input}
                type="file"
                hidden
                onChange={(event) => {
                  const [file] = Array.from(event.target.files ?? []);
                  event.target.value = '';
                  if (file !== undefined) onVersion(file);
                }}
              />
              <Button pictogram="upload" onClick={() => input.current?.click()}>
                {text.documents.newVersion}
              </Button>
            </>
          ) : null}
          {shown === undefined ? null : (
            <a className="kern-btn kern-btn--secondary" href={`${address}&download=true`} download={shown.fileName}>
              <span className="kern-label">{text.documents.downloadShort}</span>
            </a>
          )}
          <Button look="primary" onClick={onClose}>
            {text.general.close}
          </Button>
        </>
      }
    >
      {document.isPending ? (
        <Skeleton lines={8} tall />
      ) : document.isError ? (
        <Problem error={document.error} onRetry={() => void document.refetch()} />
      ) : (
        <div className="document-view">
          <div className="document-view__preview">
            {shown === undefined ? null : (
              <DocumentPreview
                key={shown.version}
                url={address}
                mediaType={shown.mediaType}
                fileName={shown.fileName}
                size={shown.size}
              />
            )}
          </div>
          <DocumentFacts document={document.data} shown={shown?.version} onChoose={setChosen} />
        </div>
      )}
    </Dialog>
  );
}

function DocumentFacts({
  document,
  shown,
  onChoose,
}: {
  document: DocumentDetail;
  shown: number | undefined;
  onChoose: (version: number) => void;
}): ReactElement {
  const { language, text } = useLanguage();
  const who = usePeopleNames();
  const words = useDocumentWords();
  const retention = document.retentionUntil;
  return (
    <div className="document-view__facts">
      <dl className="facts">
        <div>
          <dt>{text.documents.kind}</dt>
          <dd>{words.kind(document.documentType)}</dd>
        </div>
        {document.delivery === undefined ? null : (
          <div>
            <dt>{text.documents.delivery}</dt>
            <dd>
              <DeliveryMark delivery={document.delivery} />
            </dd>
          </div>
        )}
        {retention === undefined ? null : (
          <div>
            <dt>{text.documents.retention}</dt>
            <dd>{formatDate(new Date(`${retention}T00:00:00`))}</dd>
          </div>
        )}
        {document.legalHold === undefined ? null : (
          <div>
            <dt>{text.documents.legalHold}</dt>
            <dd>{document.legalHold}</dd>
          </div>
        )}
        {Object.entries(document.indexData).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{dataText(value, language, text)}</dd>
          </div>
        ))}
      </dl>
      <h3>{text.documents.versions}</h3>
      <ul className="versions">
        {document.versions.toReversed().map(({ version, fileName, size, filedAt, filedBy, sha256 }) => (
          <li key={version}>
            <button
              type="button"
              className="version"
              aria-current={version === shown ? 'true' : undefined}
              title={`${text.documents.hash}: ${sha256}`}
              onClick={() => onChoose(version)}
            >
              <strong>
                {text.documents.version(version)}
                {version === document.version ? ` (${text.documents.latest})` : ''}
              </strong>
              <span className="version__name">{fileName}</span>
              <span className="soft">
                {formatBytes(size, language)} · <AbsoluteTime instant={filedAt} />{' '}
                {words.isMachine(filedBy) ? text.documents.byMachine : text.general.byPerson(who(filedBy))}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
