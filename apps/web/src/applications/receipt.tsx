import type { ReactElement } from 'react';
import type { ApplicationReceipt } from '../api/contracts.ts';
import { formatDateTime } from '../language/format.ts';
import { useText } from '../language/language.tsx';
import { Button } from '../parts/button.tsx';
import { Notice } from '../parts/notice.tsx';

/** What the applicant keeps: number and secret, to be printed or written down. */
export function Receipt({ receipt, onAnother }: { receipt: ApplicationReceipt; onAnother: () => void }): ReactElement {
  const text = useText();
  return (
    <section className="receipt" aria-labelledby="receipt-title">
      <Notice tone="success" title={text.applications.sentTitle} announce>
        <p>{text.applications.sentText}</p>
      </Notice>
      <h2 id="receipt-title">{text.applications.receiptTitle}</h2>
      <dl className="receipt__facts">
        <dt>{text.applications.service}</dt>
        <dd>{receipt.service}</dd>
        <dt>{text.applications.receivedAt}</dt>
        <dd>{formatDateTime(new Date(receipt.receivedAt))}</dd>
        <dt>{text.applications.number}</dt>
        <dd className="receipt__code">{receipt.number}</dd>
        <dt>{text.applications.secret}</dt>
        <dd className="receipt__code">{receipt.secret}</dd>
      </dl>
      <p>{text.applications.keepBoth}</p>
      <div className="receipt__actions">
        <Button look="primary" pictogram="print" onClick={() => window.print()}>
          {text.general.print}
        </Button>
        <Button onClick={onAnother}>{text.applications.another}</Button>
      </div>
    </section>
  );
}
