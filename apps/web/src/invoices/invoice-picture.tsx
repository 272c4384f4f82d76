import type { ReactElement } from 'react';
import { apiPaths, type InvoiceDetail } from '../api/contracts.ts';
import { DocumentPreview, type DocumentPreviewProps } from '../documents/document-preview.tsx';
import { useText } from '../language/language.tsx';

/** What the supplier printed, beside the data: the PDF itself, else the first picture inside, else the XML as it came. */
export function InvoicePicture({ invoice }: { invoice: InvoiceDetail }): ReactElement {
  const text = useText();
  const picture = pictureOf(invoice);
  return (
    <section className="block invoice-picture" aria-label={text.invoices.preview}>
      <h2 className="invoice-title">{text.invoices.preview}</h2>
      <DocumentPreview key={picture.url} {...picture} />
    </section>
  );
}

function pictureOf(invoice: InvoiceDetail): DocumentPreviewProps {
  const { original } = invoice;
  const inside = invoice.attachments.find(
    ({ available, kind, mediaType }) =>
      available && kind === 'embedded' && /^(application\/pdf|image\/)/.test(mediaType ?? ''),
  );
  if (!original.isPdf && inside !== undefined) {
    return {
      url: apiPaths.invoiceAttachment(invoice.id, inside.index),
      mediaType: inside.mediaType ?? '',
      fileName: inside.fileName ?? inside.description ?? invoice.fileName,
      size: inside.size ?? 0,
    };
  }
  return {
    url: apiPaths.invoiceOriginal(invoice.id),
    mediaType: original.mediaType,
    fileName: invoice.fileName,
    size: original.size,
  };
}
