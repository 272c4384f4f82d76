import type { ReactElement } from 'react';
import type { InvoiceDetail } from '../api/contracts.ts';
import { useLanguage } from '../language/language.tsx';
import { Badge } from '../parts/badge.tsx';
import { SheetBlock } from './sheet-block.tsx';

/** What is wrong, with its cure; the rule's id on the side for whoever talks to the supplier's software people. */
export function InvoiceFindings({ invoice }: { invoice: InvoiceDetail }): ReactElement | null {
  const { language, text } = useLanguage();
  const words = text.invoices;
  if (invoice.findings.length === 0) return null;
  return (
    <SheetBlock title={words.findings(invoice.findings.length)}>
      <ul className="invoice-findings">
        {invoice.findings.map((finding, place) => (
          <li key={place}>
            <Badge tone={finding.level === 'error' ? 'danger' : finding.level === 'warning' ? 'warning' : 'info'}>
              {words.levels[finding.level]}
            </Badge>
            <span>{language === 'de' ? finding.messageDe : finding.message}</span>
            <span className="soft">
              {finding.rule}
              {finding.location === null ? '' : ` · ${words.line(finding.location.line)}`}
            </span>
          </li>
        ))}
      </ul>
    </SheetBlock>
  );
}
