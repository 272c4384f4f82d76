import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Link, useParams } from 'react-router';
import type { InvoiceDetail } from '../api/contracts.ts';
import { queries } from '../api/queries.ts';
import { useLanguage } from '../language/language.tsx';
import { Page } from '../parts/page.tsx';
import { Problem } from '../parts/problem.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { useMay } from '../shell/session.tsx';
import { InvoiceAttachments, InvoiceTechnical } from './invoice-file.tsx';
import { InvoiceFindings } from './invoice-findings.tsx';
import { InvoiceHead } from './invoice-head.tsx';
import { InvoiceLines } from './invoice-lines.tsx';
import { InvoiceParties } from './invoice-parties.tsx';
import { InvoicePicture } from './invoice-picture.tsx';
import { InvoiceTotals } from './invoice-totals.tsx';
import { invoiceName } from './invoice-words.ts';

/** One invoice in the order a clerk needs, with its picture beside it where there is one. */
export function InvoicePage(): ReactElement {
  const { text } = useLanguage();
  const { invoiceId = '' } = useParams();
  const invoice = useQuery(queries.invoice(invoiceId));
  if (invoice.isPending || invoice.isLoadingError) {
    return (
      <Page title={text.invoices.title}>
        {invoice.isPending ? (
          <Skeleton lines={10} />
        ) : (
          <Problem error={invoice.error} onRetry={() => void invoice.refetch()} />
        )}
      </Page>
    );
  }
  return <Invoice key={invoiceId} invoice={invoice.data} />;
}

function Invoice({ invoice }: { invoice: InvoiceDetail }): ReactElement {
  const { text } = useLanguage();
  const mayReadCases = useMay('instance:read');
  return (
    <Page
      title={invoiceName(invoice)}
      preline={
        <Link className="kern-link" to="/rechnungen">
          {text.invoices.title}
        </Link>
      }
      lead={[invoice.caseNumber, text.invoices.channels[invoice.channel]]
        .filter((part) => part !== undefined)
        .join(' · ')}
      actions={
        invoice.instanceId === undefined || !mayReadCases ? undefined : (
          <Link className="kern-link" to={`/cases/${encodeURIComponent(invoice.instanceId)}`}>
            {text.invoices.toCase}
          </Link>
        )
      }
    >
      <div className="invoice-columns">
        <div className="invoice-columns__data">
          <InvoiceHead invoice={invoice} />
          <InvoiceFindings invoice={invoice} />
          <InvoiceParties invoice={invoice} />
          <InvoiceLines invoice={invoice} />
          <InvoiceTotals invoice={invoice} />
          <InvoiceAttachments invoice={invoice} />
          <InvoiceTechnical invoice={invoice} />
        </div>
        <InvoicePicture invoice={invoice} />
      </div>
    </Page>
  );
}
