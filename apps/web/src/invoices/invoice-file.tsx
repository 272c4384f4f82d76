import type { ReactElement } from 'react';
import { apiPaths, type InvoiceDetail } from '../api/contracts.ts';
import { formatBytes } from '../language/format.ts';
import { useLanguage } from '../language/language.tsx';
import { SheetBlock, SheetRows } from './sheet-block.tsx';

/** The file as it came, what was attached to it, and notes of the supplier. */
export function InvoiceAttachments({ invoice }: { invoice: InvoiceDetail }): ReactElement {
  const { language, text } = useLanguage();
  const words = text.invoices;
  return (
    <SheetBlock title={words.attachments}>
      <ul className="plain-list">
        <li>
          <a className="kern-link" href={apiPaths.invoiceOriginal(invoice.id)} download>
            {words.originalDownload}
          </a>{' '}
          <span className="soft">
            {invoice.fileName}, {formatBytes(invoice.original.size, language)}
          </span>
        </li>
        {invoice.attachments.map((file) => {
          const name = file.fileName ?? file.description ?? file.id ?? String(file.index);
          return (
            <li key={file.index}>
              {file.available ? (
                <a className="kern-link" href={apiPaths.invoiceAttachment(invoice.id, file.index)} download>
                  {name}
                </a>
              ) : (
                <>
                  {name}{' '}
                  <span className="soft">({file.kind === 'external' ? words.external : words.notAvailable})</span>
                </>
              )}{' '}
              <span className="soft">{file.description === name ? '' : file.description}</span>
            </li>
          );
        })}
      </ul>
      {invoice.notes.length === 0 ? null : (
        <>
          <p className="invoice-subtitle">{words.notes}</p>
          {invoice.notes.map((note) => (
            <p key={note} className="words">
              {note}
            </p>
          ))}
        </>
      )}
    </SheetBlock>
  );
}

/** How the file came and what kind of file it is, for whoever talks to software people. */
export function InvoiceTechnical({ invoice }: { invoice: InvoiceDetail }): ReactElement {
  const { text } = useLanguage();
  const rows = text.invoices.technicalRows;
  const { technical } = invoice;
  return (
    <details className="fold">
      <summary>{text.invoices.technical}</summary>
      <SheetRows
        rows={[
          [rows.channel, text.invoices.channels[invoice.channel]],
          [rows.sender, invoice.sender],
          [rows.file, invoice.fileName],
          [rows.syntax, technical.syntax],
          [rows.profile, technical.profile],
          [rows.specification, technical.specification],
          [rows.sha256, technical.sha256],
        ]}
      />
    </details>
  );
}
