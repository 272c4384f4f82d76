import type { ReactElement, ReactNode } from 'react';
import { Link } from 'react-router';
import type { InvoiceDetail } from '../api/contracts.ts';
import { useLanguage } from '../language/language.tsx';
import { Badge } from '../parts/badge.tsx';
import { Notice } from '../parts/notice.tsx';
import { amountText, dayText, dueWords, invoiceTone, moneyText } from './invoice-words.ts';

/** The first look: verdict, what to pay, until when, to whom, what for. Enough for most decisions. */
export function InvoiceHead({ invoice }: { invoice: InvoiceDetail }): ReactElement {
  const { language, text } = useLanguage();
  const words = text.invoices;
  const due = dueWords(invoice, text);
  return (
    <>
      <Notice tone={invoice.verdict === 'accepted' ? 'success' : 'warning'} title={invoice.verdictSentence[language]} />
      <Duplicates invoice={invoice} />
      <dl className="facts facts--case">
        {invoice.amount === undefined ? null : (
          <Fact label={invoice.kind === 'creditNote' ? words.creditAmount : words.amount}>
            <strong className="invoice-amount figure">{moneyText(invoice.amount, language)}</strong>
          </Fact>
        )}
        {invoice.dueDate === undefined ? null : (
          <Fact label={words.dueDate}>
            {dayText(invoice.dueDate)} {due === undefined ? null : <span className="soft">{due}</span>}
          </Fact>
        )}
        {invoice.discounts.map((tier) => (
          <Fact key={tier.until} label={`${words.discountUntil} ${dayText(tier.until)}`}>
            {words.discountTier(
              amountText(tier.percent, language),
              moneyText(tier.saving, language),
              moneyText(tier.payable, language),
            )}
            {tier.daysLeft < 0 ? <span className="soft"> {words.discountLeft('', -1)}</span> : null}
          </Fact>
        ))}
        <Fact label={words.state}>
          <Badge tone={invoiceTone(invoice.state)}>{words.states[invoice.state]}</Badge>{' '}
          <span className="soft">{invoice.currentSteps.join(', ')}</span>
        </Fact>
      </dl>
    </>
  );
}

function Duplicates({ invoice }: { invoice: InvoiceDetail }): ReactElement | null {
  const { text } = useLanguage();
  if (invoice.duplicates.length === 0) return null;
  return (
    <Notice tone="danger" title={text.invoices.duplicatesTitle}>
      <ul className="plain-list">
        {invoice.duplicates.map((other) => (
          <li key={other.id}>
            <Link className="kern-link" to={`/rechnungen/${encodeURIComponent(other.id)}`}>
              {other.caseNumber ?? other.invoiceNumber ?? other.id}
            </Link>{' '}
            {text.invoices.reasons[other.reason]} · {text.invoices.states[other.state]}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }): ReactElement {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
