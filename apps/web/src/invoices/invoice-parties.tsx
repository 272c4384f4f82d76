import type { ReactElement } from 'react';
import type { InvoiceDetail, InvoicePaymentMeans } from '../api/contracts.ts';
import { useLanguage } from '../language/language.tsx';
import { codedText } from './invoice-words.ts';
import { SheetBlock, SheetRows } from './sheet-block.tsx';

/** Who, what for, and where to: references, supplier, bank account. */
export function InvoiceParties({ invoice }: { invoice: InvoiceDetail }): ReactElement {
  const { language, text } = useLanguage();
  const words = text.invoices;
  const { references, seller } = invoice;
  return (
    <div className="invoice-pair">
      <SheetBlock title={words.supplierTitle}>
        <p>
          <strong>{seller?.name ?? seller?.tradingName ?? words.noSupplier}</strong>
          {[
            ...(seller?.address?.lines ?? []),
            [seller?.address?.postCode, seller?.address?.city].filter((part) => part !== undefined).join(' '),
          ]
            .filter((line) => line !== '')
            .map((line) => (
              <span key={line} className="invoice-line-break">
                {line}
              </span>
            ))}
        </p>
        <SheetRows
          rows={[
            [words.vatId, seller?.vatId],
            [words.taxNumber, seller?.taxNumber],
            [
              words.contact,
              [seller?.contact?.name, seller?.contact?.phone, seller?.contact?.email].filter(Boolean).join(', '),
            ],
          ]}
        />
      </SheetBlock>
      {hasReferences(references) || invoice.leitwegIdHint !== undefined ? (
        <SheetBlock title={words.references}>
          {invoice.leitwegIdHint === undefined ? null : (
            <p className="invoice-hint">{invoice.leitwegIdHint[language]}</p>
          )}
          <SheetRows
            rows={[
              [words.buyerReference, references.buyerReference],
              [words.order, references.order],
              [words.contract, references.contract],
              [words.project, references.project],
              [words.accounting, references.accounting],
              [words.preceding, references.preceding.map(({ number }) => number).join(', ')],
            ]}
          />
        </SheetBlock>
      ) : null}
      {invoice.payment.length === 0 && invoice.paymentTerms === undefined ? null : (
        <SheetBlock title={words.account}>
          {invoice.payment.map((means, place) => (
            <Account key={place} means={means} />
          ))}
          <SheetRows rows={[[words.terms, invoice.paymentTerms]]} />
        </SheetBlock>
      )}
    </div>
  );
}

function hasReferences({
  order,
  contract,
  project,
  accounting,
  buyerReference,
  preceding,
}: InvoiceDetail['references']): boolean {
  return (
    [order, contract, project, accounting, buyerReference].some((given) => given !== undefined) || preceding.length > 0
  );
}

function Account({ means }: { means: InvoicePaymentMeans }): ReactElement {
  const { language, text } = useLanguage();
  const words = text.invoices;
  const { account } = means;
  return (
    <>
      {account === undefined ? null : (
        <p>
          <span className="figure">{account.iban.replace(/(.{4})(?=.)/g, '$1 ')}</span>
          {account.holder === undefined ? null : <span className="invoice-line-break">{account.holder}</span>}
        </p>
      )}
      {account === undefined || account.ibanValid ? null : <p className="invoice-hint">{words.ibanWrong}</p>}
      {account?.unknownForSupplier === true ? <p className="invoice-hint">{words.ibanUnknown}</p> : null}
      <SheetRows
        rows={[
          [codedText(means.means, language), means.text ?? ' '],
          [words.remittance, means.remittance],
        ]}
      />
    </>
  );
}
