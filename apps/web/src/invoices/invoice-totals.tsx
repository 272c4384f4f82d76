import type { ReactElement } from 'react';
import type { InvoiceDetail } from '../api/contracts.ts';
import { useLanguage } from '../language/language.tsx';
import { TableFrame } from '../parts/table-frame.tsx';
import { amountText, codedText, moneyText } from './invoice-words.ts';
import { SheetBlock } from './sheet-block.tsx';

/** VAT by category, and the sums down to what is to be paid. */
export function InvoiceTotals({ invoice }: { invoice: InvoiceDetail }): ReactElement | null {
  const { language, text } = useLanguage();
  const words = text.invoices;
  const { totals, vat } = invoice;
  if (totals === undefined) return null;
  const money = (value: string | undefined): string | undefined =>
    value === undefined ? undefined : amountText(value, language, { minimumFractionDigits: 2 });
  const sums = [
    [words.totals.net, money(totals.net)],
    [words.totals.vat, money(totals.vat)],
    [words.totals.gross, money(totals.gross)],
    [words.totals.prepaid, money(totals.prepaid)],
  ] as const;
  return (
    <SheetBlock title={words.vatTitle}>
      <TableFrame caption={words.vatCaption} scrolls>
        <thead>
          <tr>
            <th scope="col">{words.vatCategory}</th>
            <th scope="col" className="figure">
              {words.taxable}
            </th>
            <th scope="col" className="figure">
              {words.tax}
            </th>
          </tr>
        </thead>
        <tbody>
          {vat.map((row, place) => (
            <tr key={place}>
              <td>
                {row.rate === undefined ? '' : `${amountText(row.rate, language)} % `}
                {codedText(row.category, language)}
                {row.exemptionReason === undefined ? null : (
                  <span className="soft invoice-line-break">{row.exemptionReason}</span>
                )}
              </td>
              <td className="figure">{money(row.taxableAmount)}</td>
              <td className="figure">{money(row.taxAmount)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          {sums.map(([label, value]) =>
            value === undefined ? null : (
              <tr key={label}>
                <th scope="row" colSpan={2}>
                  {label}
                </th>
                <td className="figure">{value}</td>
              </tr>
            ),
          )}
          <tr className="invoice-total">
            <th scope="row" colSpan={2}>
              {words.totals.payable}
            </th>
            <td className="figure">{moneyText(totals.payable, language)}</td>
          </tr>
        </tfoot>
      </TableFrame>
    </SheetBlock>
  );
}
