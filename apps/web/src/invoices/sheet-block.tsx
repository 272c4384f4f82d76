import { createContext, useContext, type ReactElement, type ReactNode } from 'react';

/** Level of the headings: 2 on the invoice's own page, deeper where it is part of something else. */
export const SheetLevel = createContext<2 | 4>(2);

/** A titled part of the sheet. */
export function SheetBlock({ title, children }: { title: string; children: ReactNode }): ReactElement {
  const level = useContext(SheetLevel);
  const Heading = `h${level}` as const;
  return (
    <section className="block" aria-label={title}>
      <Heading className="invoice-title">{title}</Heading>
      {children}
    </section>
  );
}

/** Names and values, those that are given. */
export function SheetRows({ rows }: { rows: readonly (readonly [string, string | undefined])[] }): ReactElement | null {
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
