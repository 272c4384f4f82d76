import type { ReactElement, ReactNode } from 'react';
import type { DataGroup, JsonObject } from '../api/contracts.ts';
import { useText } from '../language/language.tsx';
import { DataLine, DataList } from './data-list.tsx';
import { groupData } from './group-data.ts';
import { partLoopFigures } from './loop-figures.ts';

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
 * as with a drawing, all of it is shown. Counters of repeated steps are folded away in any case and cannot be changed.
 */
export function CaseDataView({ data, groups, instanceId, level, action }: CaseDataViewProps): ReactElement {
  const text = useText();
  const { groups: named, rest: unnamed } = groupData(data, groups);
  const { data: rest, figures } = partLoopFigures(unnamed);
  const folded = Object.keys(figures).length + (named.length === 0 ? 0 : Object.keys(rest).length);
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
      {named.length === 0 && Object.keys(rest).length > 0 ? others : null}
      {folded === 0 ? null : (
        <details className="case-data__more">
          <summary>{text.cases.moreData(folded)}</summary>
          {named.length === 0 || Object.keys(rest).length === 0 ? null : others}
          {Object.keys(figures).length === 0 ? null : <DataList data={figures} instanceId={instanceId} />}
        </details>
      )}
    </div>
  );
}
