import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type DragEvent, type ReactElement, type ReactNode } from 'react';
import { Link } from 'react-router';
import { apiPaths, type InvoiceReceipt } from '../api/contracts.ts';
import { uploadFile } from '../api/upload.ts';
import { useText } from '../language/language.tsx';
import { Button, IconButton } from '../parts/button.tsx';
import { describeProblem } from '../parts/problem.tsx';

interface Upload {
  readonly id: number;
  readonly name: string;
  /** 0 to 1. */
  readonly share: number;
  readonly receipt?: InvoiceReceipt;
  readonly error?: unknown;
}

/**
 * Takes in invoices by choosing or dropping files: one after the other, each with its progress and then its verdict. What
 * is around it (`children`) is the place to drop on.
 */
export function InvoiceUploads({ children }: { children: ReactNode }): ReactElement {
  const text = useText();
  const client = useQueryClient();
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const [depth, setDepth] = useState(0);
  const next = useRef(1);
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const stop = useRef(new AbortController());
  useEffect(() => {
    const controller = new AbortController();
    stop.current = controller;
    return () => controller.abort();
  }, []);

  const change = (id: number, after: Partial<Upload>): void =>
    setUploads((before) => before.map((each) => (each.id === id ? { ...each, ...after } : each)));
  const add = (files: readonly File[]): void => {
    for (const file of files) {
      const id = next.current++;
      const { signal } = stop.current;
      setUploads((before) => [...before, { id, name: file.name, share: 0 }]);
      queue.current = queue.current.then(async () => {
        try {
          const onProgress = (share: number): void => change(id, { share });
          const receipt = await uploadFile<InvoiceReceipt>({ path: apiPaths.invoices, file, onProgress, signal });
          change(id, { receipt });
          await client.invalidateQueries({ queryKey: ['instance', 'invoices'] });
        } catch (error) {
          if (!signal.aborted) change(id, { error });
        }
      });
    }
  };
  const carriesFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files');
  return (
    <div
      className="invoice-drop"
      onDragEnter={(event) => {
        if (carriesFiles(event)) setDepth((before) => before + 1);
      }}
      onDragLeave={(event) => {
        if (carriesFiles(event)) setDepth((before) => Math.max(0, before - 1));
      }}
      onDragOver={(event) => {
        if (carriesFiles(event)) event.preventDefault();
      }}
      onDrop={(event) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        setDepth(0);
        add(Array.from(event.dataTransfer.files));
      }}
    >
      <div className="invoice-drop__bar">
        <ChooseFiles onFiles={add} />
        <span className="soft">{text.invoices.uploadHint}</span>
      </div>
      <ul className="uploads" aria-live="polite">
        {uploads.map((upload) => (
          <UploadLine
            key={upload.id}
            upload={upload}
            onDismiss={() => setUploads((before) => before.filter(({ id }) => id !== upload.id))}
          />
        ))}
      </ul>
      {children}
      {depth > 0 ? (
        <div className="documents__veil" aria-hidden="true">
          {text.invoices.dropHere}
        </div>
      ) : null}
    </div>
  );
}

function ChooseFiles({ onFiles }: { onFiles: (files: readonly File[]) => void }): ReactElement {
  const text = useText();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept=".xml,.pdf,application/xml,text/xml,application/pdf"
        onChange={(event) => {
          const files = Array.from(event.target.files ?? []);
          // The same file chosen again shall be a change, too.
          event.target.value = '';
          onFiles(files);
        }}
      />
      <Button look="primary" pictogram="upload" onClick={() => input.current?.click()}>
        {text.invoices.upload}
      </Button>
    </>
  );
}

function UploadLine({ upload, onDismiss }: { upload: Upload; onDismiss: () => void }): ReactElement {
  const text = useText();
  const { id, name, share, receipt, error } = upload;
  if (receipt === undefined && error === undefined) {
    return (
      <li className="upload">
        <div className="upload__words">
          <label htmlFor={`invoice-upload-${id}`}>{text.invoices.taking(name)}</label>
          <progress id={`invoice-upload-${id}`} value={share} max={1} />
        </div>
      </li>
    );
  }
  const problem = error === undefined ? undefined : describeProblem(error, text);
  return (
    <li className={isGood(receipt) ? 'upload' : 'upload upload--failed'}>
      <div className="upload__words">
        <strong>
          {receipt === undefined ? text.invoices.notTaken(name) : <Verdict name={name} receipt={receipt} />}
        </strong>
        {problem === undefined ? null : (
          <span>
            {problem.what} {problem.todo}
          </span>
        )}
        {receipt === undefined ? null : (
          <Link className="kern-link" to={`/rechnungen/${encodeURIComponent(receipt.invoice.id)}`}>
            {text.invoices.open}
          </Link>
        )}
      </div>
      <IconButton pictogram="cross" label={text.invoices.dismiss(name)} onClick={onDismiss} />
    </li>
  );
}

function isGood(receipt: InvoiceReceipt | undefined): boolean {
  return receipt !== undefined && !receipt.repeated && receipt.invoice.verdict === 'accepted';
}

function Verdict({ name, receipt }: { name: string; receipt: InvoiceReceipt }): ReactElement {
  const text = useText();
  const { invoice, repeated } = receipt;
  if (repeated) return <>{text.invoices.repeated(name)}</>;
  if (invoice.verdict === 'unreadable') return <>{text.invoices.unreadable(name)}</>;
  if (invoice.verdict === 'rejected') return <>{`${name}: ${text.invoices.verdicts.rejected}`}</>;
  return <>{text.invoices.accepted(name, invoice.caseNumber ?? '…')}</>;
}
