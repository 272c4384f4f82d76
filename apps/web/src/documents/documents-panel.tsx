import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState, type DragEvent, type ReactElement } from 'react';
import { useSearchParams } from 'react-router';
import { commands } from '../api/commands.ts';
import type { CaseRecord, DocumentSummary } from '../api/contracts.ts';
import { queries } from '../api/queries.ts';
import { formatBytes } from '../language/format.ts';
import { useLanguage } from '../language/language.tsx';
import { Button } from '../parts/button.tsx';
import { Pictogram } from '../parts/pictogram.tsx';
import { Problem } from '../parts/problem.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { AbsoluteTime } from '../parts/time.tsx';
import { useToast } from '../parts/toast.tsx';
import { useMay } from '../shell/session.tsx';
import { DeliveryMark } from './delivery-mark.tsx';
import { DocumentDialog } from './document-dialog.tsx';
import { useDocumentUploads } from './document-uploads.ts';
import { useDocumentWords } from './document-words.ts';
import { UploadList } from './upload-list.tsx';

/** While something is on its way to the DMS, its state is asked for again after this time. */
const ASK_AGAIN_MS = 5000;

/**
 * The record of a case: its documents, where one can look at them and add more by choosing or dropping files. The open
 * document is part of the address (`?document=…`).
 */
export function DocumentsPanel(props: DocumentsPanelProps): ReactElement | null {
  return useMay('document:read') ? <Panel key={props.instanceId} {...props} /> : null;
}

export interface DocumentsPanelProps {
  readonly instanceId: string;
  /** Level of its heading within the page. */
  readonly level: 2 | 3;
}

function Panel({ instanceId, level }: DocumentsPanelProps): ReactElement {
  const { text } = useLanguage();
  const Heading = `h${level}` as const;
  const toast = useToast();
  const mayWrite = useMay('document:write');
  const [parameters, setParameters] = useSearchParams();
  const record = useQuery({
    ...queries.caseRecord(instanceId),
    refetchInterval: ({ state }) => (isMoving(state.data) ? ASK_AGAIN_MS : false),
  });
  const { uploads, add, addVersion, dismiss } = useDocumentUploads(instanceId, ({ title, version }) =>
    toast({
      tone: 'success',
      title: version === 1 ? text.documents.uploaded(title) : text.documents.versionAdded(title, version),
    }),
  );
  const mayAdd = mayWrite && record.data?.closed === false;
  const drop = useDrop(mayAdd, add);
  const openId = parameters.get('document');
  const open = (documentId: string | undefined): void => {
    setParameters(
      (before) => {
        const after = new URLSearchParams(before);
        if (documentId === undefined) after.delete('document');
        else after.set('document', documentId);
        return after;
      },
      { replace: true, preventScrollReset: true },
    );
  };
  return (
    <section
      className={`block documents${drop.over ? ' documents--drop' : ''}`}
      aria-labelledby="documents-title"
      {...drop.handlers}
    >
      <div className="block__head">
        <Heading id="documents-title">{text.documents.title}</Heading>
        {mayAdd ? <AddButton onFiles={add} /> : null}
      </div>
      {record.isPending ? (
        <Skeleton lines={3} />
      ) : record.isError ? (
        <Problem error={record.error} onRetry={() => void record.refetch()} />
      ) : (
        <>
          <RecordLine record={record.data} />
          {record.data.documents.length === 0 ? (
            <p className="soft">
              {text.documents.none} {mayAdd ? text.documents.noneHint : ''}
            </p>
          ) : (
            <ul className="document-list">
              {record.data.documents.map((document) => (
                <DocumentLine key={document.documentId} document={document} onOpen={open} />
              ))}
            </ul>
          )}
          <RetryDelivery instanceId={instanceId} record={record.data} />
        </>
      )}
      <UploadList uploads={uploads} onDismiss={dismiss} />
      {drop.over ? (
        <div className="documents__veil" aria-hidden="true">
          {text.documents.dropHere}
        </div>
      ) : null}
      {openId === null || !(record.data?.documents.some(({ documentId }) => documentId === openId) ?? false) ? null : (
        <DocumentDialog
          key={openId}
          instanceId={instanceId}
          documentId={openId}
          mayAdd={mayAdd}
          onVersion={(file) => addVersion(openId, file)}
          onClose={() => open(undefined)}
        />
      )}
    </section>
  );
}

function AddButton({ onFiles }: { onFiles: (files: readonly File[]) => void }): ReactElement {
  const { text } = useLanguage();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          const files = Array.from(event.target.files ?? []);
          // The same file chosen again shall be a change, too.
          event.target.value = '';
          onFiles(files);
        }}
      />
      <Button look="tertiary" pictogram="upload" onClick={() => input.current?.click()}>
        {text.documents.add}
      </Button>
    </>
  );
}

function RecordLine({ record }: { record: CaseRecord }): ReactElement | null {
  const { text } = useLanguage();
  if (record.reference === undefined) return null;
  return (
    <p className="soft">
      {text.documents.record(record.reference)}
      {record.closed ? ` · ${text.documents.closed}` : ''}
      {record.dms === undefined ? '' : ` · ${record.dms}`}
    </p>
  );
}

function DocumentLine({
  document,
  onOpen,
}: {
  document: DocumentSummary;
  onOpen: (documentId: string) => void;
}): ReactElement {
  const { language, text } = useLanguage();
  const words = useDocumentWords();
  const { documentId, title, documentType, size, version, filedAt, delivery } = document;
  return (
    <li className="document-line">
      <button type="button" className="document-line__open" onClick={() => onOpen(documentId)}>
        <Pictogram name="file" size={20} />
        <span className="document-line__words">
          <span className="document-line__title">{title}</span>
          <span className="soft">
            {words.kind(documentType)} · {formatBytes(size, language)} · <AbsoluteTime instant={filedAt} />
            {version === 1 ? '' : ` · ${text.documents.version(version)}`}
          </span>
        </span>
      </button>
      {delivery === undefined ? null : <DeliveryMark delivery={delivery} />}
    </li>
  );
}

/** What the DMS refused stays safe here; whoever mended the cause lets it be tried again. */
function RetryDelivery({ instanceId, record }: { instanceId: string; record: CaseRecord }): ReactElement | null {
  const { text } = useLanguage();
  const client = useQueryClient();
  const toast = useToast();
  const mayWrite = useMay('document:write');
  const retry = useMutation({
    mutationFn: () => commands.retryDelivery(instanceId),
    onSuccess: (after) => {
      client.setQueryData(queries.caseRecord(instanceId).queryKey, after);
      toast({ tone: 'info', title: text.documents.retried });
    },
  });
  if (!record.documents.some(({ delivery }) => delivery?.state === 'failed')) return null;
  return (
    <div className="documents__retry">
      <p className="soft">{text.documents.safe}</p>
      {mayWrite ? (
        <Button pictogram="repeat" busy={retry.isPending} onClick={() => retry.mutate()}>
          {text.documents.retry}
        </Button>
      ) : null}
      {retry.isError ? <Problem error={retry.error} /> : null}
    </div>
  );
}

function isMoving(record: CaseRecord | undefined): boolean {
  return record?.documents.some(({ delivery }) => delivery?.state === 'pending') ?? false;
}

/** Lets files be dropped on a box, which says so while they hover over it. */
function useDrop(
  enabled: boolean,
  onFiles: (files: readonly File[]) => void,
): { readonly over: boolean; readonly handlers: object } {
  const [depth, setDepth] = useState(0);
  if (!enabled) return { over: false, handlers: {} };
  const carriesFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files');
  return {
    over: depth > 0,
    handlers: {
      onDragEnter: (event: DragEvent) => {
        if (carriesFiles(event)) setDepth((before) => before + 1);
      },
      onDragLeave: (event: DragEvent) => {
        if (carriesFiles(event)) setDepth((before) => Math.max(0, before - 1));
      },
      onDragOver: (event: DragEvent) => {
        if (carriesFiles(event)) event.preventDefault();
      },
      onDrop: (event: DragEvent) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        setDepth(0);
        onFiles(Array.from(event.dataTransfer.files));
      },
    },
  };
}
