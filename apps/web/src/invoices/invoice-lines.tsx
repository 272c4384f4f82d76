import type { ReactElement } from 'react';
import type { InvoiceDetail, InvoiceLine } from '../api/contracts.ts';
import type { Language } from '../language/format.ts';
import { useLanguage } from '../language/language.tsx';
import { TableFrame } from '../parts/table-frame.tsx';
import { amountText, codedText } from './invoice-words.ts';
import { SheetBlock } from './sheet-block.tsx';

/** What was delivered, line by line; of very long invoices the first lines. */
export function InvoiceLines({ invoice }: { invoice: InvoiceDetail }): ReactElement | null {
  const { language, text } = useLanguage();
  const words = text.invoices;
  if (invoice.lines.length === 0) return null;
  return (
    <SheetBlock title={words.lines(invoice.lineCount)}>
      {invoice.lineCount > invoice.lines.length ? (
        <p className="soft">{words.linesShown(invoice.lines.length)}</p>
      ) : null}
      <TableFrame caption={words.linesCaption} scrolls>
        <thead>
          <tr>
            <th scope="col">{words.position}</th>
            <th scope="col">{words.item}</th>
            <th scope="col" className="figure">
              {words.quantity}
            </th>
            <th scope="col" className="figure">
              {words.price}
            </th>
            <th scope="col" className="figure">
              {words.vatCategory}
            </th>
            <th scope="col" className="figure">
              {words.net}
            </th>
          </tr>
        </thead>
        <tbody>{invoice.lines.map((line) => lineRow(line, language))}</tbody>
      </TableFrame>
    </SheetBlock>
  );
}

function lineRow(line: InvoiceLine, language: Language): ReactElement {
  const figure = (value: string | undefined): string => (value === undefined ? '' : amountText(value, language));
  return (
    <tr key={line.id}>
      <td>{line.id}</td>
      <td className="invoice-item">
        {line.name}
        {line.description === undefined ? null : <span className="soft invoice-line-break">{line.description}</span>}
        {line.note === undefined ? null : <span className="soft invoice-line-break">{line.note}</span>}
      </td>
      <td className="figure">
        {figure(line.quantity)} {codedText(line.unit, language)}
      </td>
      <td className="figure">
        {line.netPrice === undefined ? '' : amountText(line.netPrice, language, { minimumFractionDigits: 2 })}
      </td>
      <td className="figure">
        {line.vatRate === undefined ? codedText(line.vatCategory, language) : `${figure(line.vatRate)} %`}
      </td>
      <td className="figure">
        {line.netAmount === undefined ? '' : amountText(line.netAmount, language, { minimumFractionDigits: 2 })}
      </td>
    </tr>
  );
}
