import type { ReactElement, ReactNode } from 'react';
import { apiPaths, type DataField, type JsonObject, type JsonValue } from '../api/contracts.ts';
import { useLanguage } from '../language/language.tsx';
import { dataText, isList } from './data-text.ts';
import { isObject } from './group-data.ts';
import { readableName } from './readable-name.ts';

interface DataListProps {
  readonly data: JsonObject;
  /** Puts something behind each line. */
  readonly action?: (name: string) => ReactNode;
  /** The case, for links to its documents. */
  readonly instanceId?: string | undefined;
  /** What some of the values are called. */
  readonly fields?: readonly DataField[] | undefined;
}

/** Data as name and value, in the order in which they were set. */
export function DataList({ data, action, instanceId, fields }: DataListProps): ReactElement {
  return (
    <dl className="data-list">
      {Object.entries(data).map(([name, value]) => (
        <DataLine
          key={name}
          name={name}
          field={fields?.find(({ path }) => path === name)}
          value={value}
          instanceId={instanceId}
        >
          {action?.(name)}
        </DataLine>
      ))}
    </dl>
  );
}

/** One value with its name. */
export function DataLine({
  name,
  field,
  value,
  instanceId,
  children,
}: {
  readonly name: string;
  readonly field: DataField | undefined;
  readonly value: JsonValue;
  readonly instanceId: string | undefined;
  readonly children?: ReactNode;
}): ReactElement {
  return (
    <div className="data-list__line">
      <dt title={name}>{field?.label ?? readableName(name)}</dt>
      <dd>
        <DataValue value={value} field={field} instanceId={instanceId} />
        {children}
      </dd>
    </div>
  );
}

/** One value: words, numbers, dates and money as people write them, documents as links, structures as nested lists. */
function DataValue({
  value,
  field,
  instanceId,
}: {
  readonly value: JsonValue;
  readonly field: DataField | undefined;
  readonly instanceId: string | undefined;
}): ReactElement {
  const { language, text } = useLanguage();
  const words = dataText(value, language, text, field);
  if (words !== undefined) return <span className={typeof value === 'number' ? 'figure' : 'words'}>{words}</span>;
  if (isList(value)) {
    return (
      <ol className="data-value__list">
        {value.map((each, place) => (
          <li key={place}>
            <DataValue value={each} field={field} instanceId={instanceId} />
          </li>
        ))}
      </ol>
    );
  }
  if (!isObject(value)) return <span className="words">{String(value)}</span>;
  const document = documentOf(value);
  if (document === undefined) return <DataList data={value} instanceId={instanceId} fields={field?.items} />;
  return instanceId === undefined || document.id === undefined ? (
    <span className="words">{document.title}</span>
  ) : (
    <a
      className="kern-link"
      href={apiPaths.documentContent(instanceId, document.id)}
      target="_blank"
      rel="noreferrer noopener"
    >
      {document.title}
    </a>
  );
}

/** A document as a case remembers it. Without an id it is still on its way into the record. */
function documentOf({ documentId, title, fileName, sha256 }: JsonObject): { id?: string; title: string } | undefined {
  if (typeof fileName !== 'string' || typeof sha256 !== 'string' || documentId === undefined) return undefined;
  const name = typeof title === 'string' && title.trim() !== '' ? title : fileName;
  return typeof documentId === 'string' ? { id: documentId, title: name } : { title: name };
}
