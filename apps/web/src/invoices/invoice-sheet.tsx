import { createContext, useContext, type ReactElement, type ReactNode } from 'react';
import { Link } from 'react-router';
import {
  apiPaths,
  type CodedText,
  type InvoiceDetail,
  type InvoiceLine,
  type InvoicePaymentMeans,
} from '../api/contracts.ts';
import { formatBytes } from '../language/format.ts';
import { useLanguage } from '../language/language.tsx';
import { Badge } from '../parts/badge.tsx';
import { Notice } from '../parts/notice.tsx';
import { amountText, dayText, dueWords, invoiceTone, moneyText } from './invoice-words.ts';

/** Level of the headings: 2 on the invoice's own page, deeper where it is part of something else. */
export const SheetLevel = createContext<2 | 4>(2);

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

/** Who, what for, and where to: references, supplier, bank account. */
export function InvoiceParties({ invoice }: { invoice: InvoiceDetail }): ReactElement {
  const { language, text } = useLanguage();
  const words = text.invoices;
  const { references, seller } = invoice;
  return (
    <div className="invoice-pair">
      <Block title={words.supplierTitle}>
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
        <Rows
          rows={[
            [words.vatId, seller?.vatId],
            [words.taxNumber, seller?.taxNumber],
            [
              words.contact,
              [seller?.contact?.name, seller?.contact?.phone, seller?.contact?.email].filter(Boolean).join(', '),
            ],
          ]}
        />
      </Block>
      {hasReferences(references) || invoice.leitwegIdHint !== undefined ? (
        <Block title={words.references}>
          {invoice.leitwegIdHint === undefined ? null : (
            <p className="invoice-hint">{invoice.leitwegIdHint[language]}</p>
          )}
          <Rows
            rows={[
              [words.buyerReference, references.buyerReference],
              [words.order, references.order],
              [words.contract, references.contract],
              [words.project, references.project],
              [words.accounting, references.accounting],
              [words.preceding, references.preceding.map(({ number }) => number).join(', ')],
            ]}
          />
        </Block>
      ) : null}
      {invoice.payment.length === 0 && invoice.paymentTerms === undefined ? null : (
        <Block title={words.account}>
          {invoice.payment.map((means, place) => (
            <Account key={place} means={means} />
          ))}
          <Rows rows={[[words.terms, invoice.paymentTerms]]} />
        </Block>
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
      <Rows
        rows={[
          [coded(means.means, language), means.text ?? ' '],
          [words.remittance, means.remittance],
        ]}
      />
    </>
  );
}

export function InvoiceLines({ invoice }: { invoice: InvoiceDetail }): ReactElement | null {
  const { language, text } = useLanguage();
  const words = text.invoices;
  if (invoice.lines.length === 0) return null;
  return (
    <Block title={words.lines(invoice.lineCount)}>
      {invoice.lineCount > invoice.lines.length ? (
        <p className="soft">{words.linesShown(invoice.lines.length)}</p>
      ) : null}
      <div className="table-frame" tabIndex={0} role="region" aria-label={words.linesCaption}>
        <table className="table">
          <caption className="kern-sr-only">{words.linesCaption}</caption>
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
        </table>
      </div>
    </Block>
  );
}

function lineRow(line: InvoiceLine, language: 'de' | 'en'): ReactElement {
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
        {figure(line.quantity)} {coded(line.unit, language)}
      </td>
      <td className="figure">
        {line.netPrice === undefined ? '' : amountText(line.netPrice, language, { minimumFractionDigits: 2 })}
      </td>
      <td className="figure">
        {line.vatRate === undefined ? coded(line.vatCategory, language) : `${figure(line.vatRate)} %`}
      </td>
      <td className="figure">
        {line.netAmount === undefined ? '' : amountText(line.netAmount, language, { minimumFractionDigits: 2 })}
      </td>
    </tr>
  );
}

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
    <Block title={words.vatTitle}>
      <div className="table-frame" tabIndex={0} role="region" aria-label={words.vatCaption}>
        <table className="table">
          <caption className="kern-sr-only">{words.vatCaption}</caption>
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
                  {coded(row.category, language)}
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
        </table>
      </div>
    </Block>
  );
}

/** What is wrong, with its cure; the rule's id on the side for whoever talks to the supplier's software people. */
export function InvoiceFindings({ invoice }: { invoice: InvoiceDetail }): ReactElement | null {
  const { language, text } = useLanguage();
  const words = text.invoices;
  if (invoice.findings.length === 0) return null;
  return (
    <Block title={words.findings(invoice.findings.length)}>
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
    </Block>
  );
}

export function InvoiceAttachments({ invoice }: { invoice: InvoiceDetail }): ReactElement {
  const { language, text } = useLanguage();
  const words = text.invoices;
  return (
    <Block title={words.attachments}>
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
    </Block>
  );
}

export function InvoiceTechnical({ invoice }: { invoice: InvoiceDetail }): ReactElement {
  const { text } = useLanguage();
  const rows = text.invoices.technicalRows;
  const { technical } = invoice;
  return (
    <details className="fold">
      <summary>{text.invoices.technical}</summary>
      <Rows
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

function coded(text: CodedText | undefined, language: 'de' | 'en'): string {
  return text?.[language] ?? '';
}

function Block({ title, children }: { title: string; children: ReactNode }): ReactElement {
  const level = useContext(SheetLevel);
  const Heading = `h${level}` as const;
  return (
    <section className="block" aria-label={title}>
      <Heading className="invoice-title">{title}</Heading>
      {children}
    </section>
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

function Rows({ rows }: { rows: readonly (readonly [string, string | undefined])[] }): ReactElement | null {
  const given = rows.filter(([label, value]) => value !== undefined && value !== '' && label !== '');
  if (given.length === 0) return null;
  return (
    <dl className="data-list">
      {given.map(([label, value]) => (
        <div key={label} className="data-list__line">
          <dt>{label}</dt>
          <dd>
            <span className="words">{value}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
