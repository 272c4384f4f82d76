import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { apiPaths } from '../api/contracts.ts';
import { queries, type OfferedTemplate } from '../api/queries.ts';
import { useLanguage } from '../language/language.tsx';
import { Page } from '../parts/page.tsx';
import { Problem } from '../parts/problem.tsx';
import { Skeleton } from '../parts/skeleton.tsx';

const NOTATIONS = ['zeebe', 'camunda'] as const;

/** What service tasks can do here, with what each one reads, and the file that teaches it to a modelling tool. */
export function ConnectorsPage(): ReactElement {
  const { language, text } = useLanguage();
  const [notation, setNotation] = useState<(typeof NOTATIONS)[number]>('zeebe');
  const templates = useQuery(queries.elementTemplates(notation, language));
  const address = `${apiPaths.elementTemplates}?notation=${notation}&language=${language}`;
  const categories = [...new Set(templates.data?.map(({ category }) => category.name) ?? [])];
  return (
    <Page
      title={text.connectors.title}
      actions={
        <a className="kern-btn kern-btn--primary" href={address} download={`laufzettel-${notation}.json`}>
          <span className="kern-label">{text.connectors.download}</span>
        </a>
      }
    >
      <p>{text.connectors.lead}</p>
      <fieldset className="kern-fieldset connectors__notation">
        <legend className="kern-label">{text.connectors.notation}</legend>
        {NOTATIONS.map((each) => (
          <div key={each} className="kern-form-check">
            <input
              className="kern-form-check__radio"
              type="radio"
              name="notation"
              id={`notation-${each}`}
              checked={notation === each}
              onChange={() => setNotation(each)}
            />
            <label className="kern-label" htmlFor={`notation-${each}`}>
              {text.connectors.notations[each]}
            </label>
          </div>
        ))}
      </fieldset>
      {templates.isPending ? (
        <Skeleton lines={8} />
      ) : templates.isError ? (
        <Problem error={templates.error} onRetry={() => void templates.refetch()} />
      ) : (
        categories.map((category) => (
          <section key={category} className="block" aria-label={category}>
            <h2>{category}</h2>
            <div className="connectors">
              {templates.data
                .filter((template) => template.category.name === category)
                .map((template) => (
                  <ConnectorCard key={template.id} template={template} />
                ))}
            </div>
          </section>
        ))
      )}
    </Page>
  );
}

function ConnectorCard({ template }: { template: OfferedTemplate }): ReactElement {
  const { text } = useLanguage();
  const topic = template.properties.findLast(({ type }) => type === 'Hidden')?.value ?? '';
  const shown = template.properties.filter(({ type }) => type !== 'Hidden');
  return (
    <article className="connector">
      <h3>{template.name}</h3>
      <p>
        <code>{topic}</code>
      </p>
      <p>{template.description}</p>
      <details>
        <summary>{text.connectors.fields(shown.length)}</summary>
        <dl className="data-list">
          {shown.map(({ label, description, binding, constraints }) => (
            <div key={`${binding['type'] ?? ''} ${binding['name'] ?? ''}`} className="data-list__line">
              <dt>
                {label} {binding['name'] === undefined ? null : <code>{binding['name']}</code>}
              </dt>
              <dd>
                {constraints === undefined ? null : <strong>{text.connectors.required}</strong>} {description}
              </dd>
            </div>
          ))}
        </dl>
      </details>
    </article>
  );
}
