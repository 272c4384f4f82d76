import { useQuery } from '@tanstack/react-query';
import { useMemo, useState, type ReactElement } from 'react';
import type { DefinitionDetail, ProcessFigures, StepFigures } from '../api/contracts.ts';
import { queries } from '../api/queries.ts';
import { readBpmnDrawing } from '../diagram/bpmn-drawing.ts';
import { Diagram, type DiagramSign } from '../diagram/diagram.tsx';
import { stepLabel } from '../diagram/step-label.ts';
import { formatDateTime, formatDuration, formatNumber } from '../language/format.ts';
import { useLanguage } from '../language/language.tsx';
import { SelectField } from '../parts/field.tsx';
import { Problem } from '../parts/problem.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { HEAT_MEASURES, heatLevels, measured, type HeatMeasure } from './heat.ts';

const PERIODS = [30, 90, 365] as const;

/** How a version does: how often, how long, and what waits where, as colours and figures on its drawing and as a table. */
export function FiguresView({ definition }: { definition: DefinitionDetail }): ReactElement {
  const { text } = useLanguage();
  const [days, setDays] = useState<number>(90);
  const figures = useQuery(queries.definitionFigures(definition.key, definition.version, days));
  const xml = useQuery(queries.definitionXml(definition.key, definition.version));
  const words = text.portal.figures;
  return (
    <section className="figures" aria-labelledby="figures-title">
      <div className="block__head">
        <h2 id="figures-title">{text.portal.tabs.figures}</h2>
        <SelectField
          label={words.period}
          value={String(days)}
          onChange={(value) => setDays(Number(value))}
          options={PERIODS.map((each) => ({ value: String(each), label: words.days(each) }))}
        />
      </div>
      {figures.isPending || xml.isPending ? (
        <Skeleton lines={8} tall />
      ) : figures.isLoadingError || xml.isLoadingError ? (
        <Problem error={figures.error ?? xml.error} onRetry={() => void figures.refetch()} />
      ) : (
        <Figures definition={definition} figures={figures.data} xml={xml.data} />
      )}
    </section>
  );
}

function Figures({
  definition,
  figures,
  xml,
}: {
  definition: DefinitionDetail;
  figures: ProcessFigures;
  xml: string;
}): ReactElement {
  const { language, text } = useLanguage();
  const words = text.portal.figures;
  const [measure, setMeasure] = useState<HeatMeasure>('often');
  const levels = useMemo(() => heatLevels(figures.steps, measure), [figures, measure]);
  const marks = useMemo(() => new Map([...levels].map(([id, level]) => [id, `is-heat-${level}`])), [levels]);
  const signs = useMemo<readonly DiagramSign[]>(
    () =>
      [...levels.keys()].map((elementId) => {
        const figure = measured(figures.steps[elementId] ?? NOTHING, measure) ?? 0;
        const shown = measure === 'long' ? formatDuration(figure, language) : formatNumber(figure, language);
        return { key: elementId, elementId, look: 'count', text: shown, label: `${words.measures[measure]}: ${shown}` };
      }),
    [levels, figures, measure, language, words],
  );
  const time = figures.time;
  return (
    <>
      <dl className="facts">
        <Fact label={words.running}>{formatNumber(figures.running, language)}</Fact>
        <Fact label={words.ended}>{formatNumber(figures.ended, language)}</Fact>
        <Fact label={words.median}>{time === undefined ? '–' : formatDuration(time.median, language)}</Fact>
        <Fact label={words.ninetieth}>{time === undefined ? '–' : formatDuration(time.ninetieth, language)}</Fact>
      </dl>
      <fieldset className="kern-fieldset figures__measures">
        <legend className="kern-label">{words.colours}</legend>
        <div className="figures__choices">
          {HEAT_MEASURES.map((each) => (
            <div key={each} className="kern-form-check">
              <input
                className="kern-form-check__radio"
                type="radio"
                name="measure"
                id={`measure-${each}`}
                checked={measure === each}
                onChange={() => setMeasure(each)}
              />
              <label className="kern-label" htmlFor={`measure-${each}`}>
                {words.measures[each]}
              </label>
            </div>
          ))}
        </div>
      </fieldset>
      {levels.size === 0 ? <p className="soft">{words.nothing[measure]}</p> : null}
      <Diagram xml={xml} name={definition.name ?? definition.key} signs={signs} marks={marks} />
      <StepTable definition={definition} figures={figures} xml={xml} />
    </>
  );
}

const NOTHING: StepFigures = { completed: 0, canceled: 0, waiting: 0 };

function Fact({ label, children }: { label: string; children: string }): ReactElement {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The same as a table, in the order of the flow: steps of the drawing at which anything happened. */
function StepTable({
  definition,
  figures,
  xml,
}: {
  definition: DefinitionDetail;
  figures: ProcessFigures;
  xml: string;
}): ReactElement | null {
  const { language, text } = useLanguage();
  const words = text.portal.figures;
  const known = new Set(definition.steps.map(({ nodeId }) => nodeId));
  const lines = readBpmnDrawing(xml).steps.flatMap((step) => {
    const figure = known.has(step.id) && Object.hasOwn(figures.steps, step.id) ? figures.steps[step.id] : undefined;
    return figure === undefined ? [] : [{ step, figure }];
  });
  if (lines.length === 0) return null;
  return (
    <div className="table-frame">
      <table className="table table--stacking">
        <caption className="kern-sr-only">{words.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.step}</th>
            {[words.completed, words.canceled, words.median, words.ninetieth, words.measures.waiting].map((column) => (
              <th key={column} scope="col" className="figure">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ step, figure }) => (
            <tr key={step.id}>
              <th scope="row" data-label={words.step}>
                {stepLabel(step, text)}
              </th>
              <td data-label={words.completed} className="figure">
                {formatNumber(figure.completed, language)}
              </td>
              <td data-label={words.canceled} className="figure">
                {formatNumber(figure.canceled, language)}
              </td>
              <td data-label={words.median} className="figure">
                {figure.time === undefined ? '–' : formatDuration(figure.time.median, language)}
              </td>
              <td data-label={words.ninetieth} className="figure">
                {figure.time === undefined ? '–' : formatDuration(figure.time.ninetieth, language)}
              </td>
              <td data-label={words.measures.waiting} className="figure">
                {figure.waitingSince === undefined
                  ? formatNumber(figure.waiting, language)
                  : words.waitingSince(figure.waiting, formatDateTime(new Date(figure.waitingSince)))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
