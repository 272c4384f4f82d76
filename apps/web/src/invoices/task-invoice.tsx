import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { TaskDetail } from '../api/contracts.ts';
import { queries } from '../api/queries.ts';
import { useText } from '../language/language.tsx';
import { Problem } from '../parts/problem.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { useMay } from '../shell/session.tsx';
import { InvoiceFindings } from './invoice-findings.tsx';
import { InvoiceHead } from './invoice-head.tsx';
import { InvoiceLines } from './invoice-lines.tsx';
import { InvoiceParties } from './invoice-parties.tsx';
import { InvoiceTotals } from './invoice-totals.tsx';
import { invoiceName } from './invoice-words.ts';
import { SheetLevel } from './sheet-block.tsx';

/** The invoice a task is about, before the eyes of whoever decides; nothing for other tasks. */
export function TaskInvoice({ task }: { task: TaskDetail }): ReactElement | null {
  const mayRead = useMay('invoice:read');
  // A case that began with an invoice carries it under this name; see the variables of the invoice process.
  const carries = typeof task.variables['rechnung'] === 'object' && task.variables['rechnung'] !== null;
  return mayRead && carries ? <Shown instanceId={task.instance.id} /> : null;
}

function Shown({ instanceId }: { instanceId: string }): ReactElement {
  const text = useText();
  const invoice = useQuery(queries.invoiceOfInstance(instanceId));
  if (invoice.isPending) return <Skeleton lines={6} />;
  if (invoice.isLoadingError) return <Problem error={invoice.error} onRetry={() => void invoice.refetch()} />;
  return (
    <section className="block task-invoice" aria-labelledby="task-invoice-title">
      <div className="block__head">
        <h3 id="task-invoice-title">{invoiceName(invoice.data)}</h3>
        <Link className="kern-link" to={`/rechnungen/${encodeURIComponent(invoice.data.id)}`}>
          {text.invoices.whole}
        </Link>
      </div>
      <SheetLevel value={4}>
        <InvoiceHead invoice={invoice.data} />
        <InvoiceFindings invoice={invoice.data} />
        <details className="fold">
          <summary>{text.invoices.more}</summary>
          <div className="block">
            <InvoiceParties invoice={invoice.data} />
            <InvoiceLines invoice={invoice.data} />
            <InvoiceTotals invoice={invoice.data} />
          </div>
        </details>
      </SheetLevel>
    </section>
  );
}
