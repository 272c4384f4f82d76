import type { ReactElement, ReactNode } from 'react';
import type { DataGroup, JsonObject } from '../api/contracts.ts';
import { useText } from '../language/language.tsx';
import { DataLine, DataList } from './data-list.tsx';
import { groupData } from './group-data.ts';

interface CaseDataViewProps {
  readonly data: JsonObject;
  readonly groups: readonly DataGroup[];
  /** The case, for links to its documents. */
  readonly instanceId: string;
  /** Of the headings of the groups. */
  readonly level: 3 | 4;
  /** Something behind a line, by the name of its variable. */
  readonly action?: (name: string) => ReactNode;
}

/**
 * Case data as the forms of the process name and group it. What no form names is folded away; where no form names anything,
 * as with a drawing, all of it is shown.
 */
export function CaseDataView({ data, groups, instanceId, level, action }: CaseDataViewProps): ReactElement {
  const text = useText();
  const { groups: named, rest } = groupData(data, groups);
  const Heading = `h${level}` as const;
  const others = <DataList data={rest} instanceId={instanceId} {...(action === undefined ? {} : { action })} />;
  return (
    <div className="case-data">
      {named.map(({ title, values }) => (
        <section key={title}>
          <Heading>{title}</Heading>
          <dl className="data-list">
            {values.map(({ field, value }) => (
              <DataLine key={field.path} name={field.path} field={field} value={value} instanceId={instanceId}>
                {action?.(field.path)}
              </DataLine>
            ))}
          </dl>
        </section>
      ))}
      {Object.keys(rest).length === 0 ? null : named.length === 0 ? (
        others
      ) : (
        <details className="case-data__more">
          <summary>{text.cases.moreData(Object.keys(rest).length)}</summary>
          {others}
        </details>
      )}
    </div>
  );
}
