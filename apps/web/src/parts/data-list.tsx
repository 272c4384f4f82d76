import type { ReactElement, ReactNode } from 'react';
import type { JsonObject, JsonValue } from '../api/contracts.ts';
import { useLanguage } from '../language/language.tsx';
import { dataText, isList } from './data-text.ts';

/** `applicantName` and `applicant_name` become "Applicant name": a name as people read it, the exact one on hover. */
function readableName(name: string): string {
  const words = name
    .replaceAll(/[_-]+/g, ' ')
    .replaceAll(/(\p{Ll}|\d)(\p{Lu})/gu, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`)
    .trim();
  return words === '' ? name : words.charAt(0).toUpperCase() + words.slice(1);
}

/** Case data as name and value, in the order in which they were set. `action` puts something behind each line. */
export function DataList({ data, action }: { data: JsonObject; action?: (name: string) => ReactNode }): ReactElement {
  return (
    <dl className="data-list">
      {Object.entries(data).map(([name, value]) => (
        <div key={name} className="data-list__line">
          <dt title={name}>{readableName(name)}</dt>
          <dd>
            <DataValue value={value} />
            {action?.(name)}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** One value of the case data: words, numbers, dates and money as people write them, structures as nested lists. */
function DataValue({ value }: { value: JsonValue }): ReactElement {
  const { language, text } = useLanguage();
  const words = dataText(value, language, text);
  if (words !== undefined) return <span className={typeof value === 'number' ? 'figure' : 'words'}>{words}</span>;
  if (isList(value)) {
    return (
      <ol className="data-value__list">
        {value.map((each, place) => (
          <li key={place}>
            <DataValue value={each} />
          </li>
        ))}
      </ol>
    );
  }
  return <DataList data={value as { readonly [name: string]: JsonValue }} />;
}
