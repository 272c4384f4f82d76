import type { ReactElement } from 'react';
import type { JsonValue, ScenarioStep } from '../api/contracts.ts';
import type { Catalogue } from '../language/catalogue.ts';
import { formatDateTime, type Language } from '../language/format.ts';
import { useLanguage } from '../language/language.tsx';
import { Badge, type Tone } from '../parts/badge.tsx';
import { dataText, isList } from '../parts/data-text.ts';

const TONES: Readonly<Record<ScenarioStep['outcome'], Tone>> = {
  passed: 'success',
  failed: 'danger',
  skipped: 'neutral',
};

/** The steps of one scenario, with what came of each; a failed one says where the case is instead. */
export function ScenarioSteps({
  steps,
  names,
}: {
  steps: readonly ScenarioStep[];
  names: ReadonlyMap<string, string>;
}): ReactElement {
  const { language, text } = useLanguage();
  const words = text.scenarios;
  return (
    <ol className="scenario-steps">
      {steps.map((step, place) => (
        <li key={`${place} ${step.type}`} className={`scenario-steps__step scenario-steps__step--${step.outcome}`}>
          <div>
            <strong>{known(words.type, step.type)}</strong>
            {step.elementIds.length === 0 ? null : (
              <> · {step.elementIds.map((id) => names.get(id) ?? id).join(', ')}</>
            )}
            <About words={aboutOf(step, names, text, language)} />
            {step.outcome === 'failed' ? <Failure step={step} names={names} words={words} /> : null}
          </div>
          <div className="scenario-steps__end">
            {step.at === null ? null : (
              <time dateTime={step.at} className="soft">
                {formatDateTime(new Date(step.at))}
              </time>
            )}{' '}
            <Badge tone={TONES[step.outcome]}>{words.outcome[step.outcome]}</Badge>
          </div>
        </li>
      ))}
    </ol>
  );
}

/** What a step was about, such as its data; without any, no mark that would lead to nothing. */
function About({ words }: { words: string }): ReactElement | null {
  return words === '' ? null : <span className="soft"> · {words}</span>;
}

function Failure({
  step,
  names,
  words,
}: {
  step: ScenarioStep;
  names: ReadonlyMap<string, string>;
  words: Catalogue['scenarios'];
}): ReactElement {
  const { language } = useLanguage();
  const reason = language === 'de' ? step.messageDe : step.message;
  const where = [...new Set(step.whereNodeIds)].map((id) => names.get(id) ?? id).join(', ');
  return (
    <>
      <p>{where === '' ? words.ended : words.where(where)}</p>
      {reason === null ? null : <p>{named(reason, names)}</p>}
    </>
  );
}

/** A reason with the names of steps in the place of their ids in quotation marks. */
function named(reason: string, names: ReadonlyMap<string, string>): string {
  return reason.replaceAll(/([„"])([^“"]+)([“"])/g, (quoted: string, open: string, id: string, close: string) => {
    const name = names.get(id);
    return name === undefined ? quoted : `${open}${name}${close}`;
  });
}

/** What else the step is about, in words: wanted states, data by name, the rest as it is written. */
function aboutOf(step: ScenarioStep, names: ReadonlyMap<string, string>, text: Catalogue, language: Language): string {
  const words = text.scenarios;
  return step.about
    .filter(({ field }) => field !== 'processDefinitionId')
    .map(({ field, value }) => {
      if (field === 'state' && typeof value === 'string') return known(words.state, value);
      const told = field === 'answers' ? answersText(value, names) : valueText(value, text, language);
      return Object.hasOwn(words.field, field) ? `${known(words.field, field)}: ${told}` : told;
    })
    .join(' · ');
}

/** Chosen flows by gateway, as question and answers. */
function answersText(value: JsonValue, names: ReadonlyMap<string, string>): string {
  if (value === null || typeof value !== 'object' || isList(value)) return JSON.stringify(value);
  const said = (id: JsonValue): string => (typeof id === 'string' ? (names.get(id) ?? id) : JSON.stringify(id));
  return Object.entries(value)
    .map(([gateway, flows]) => `${said(gateway)} ${(isList(flows) ? flows : [flows]).map(said).join(', ')}`)
    .join(', ');
}

function valueText(value: JsonValue, text: Catalogue, language: Language): string {
  const told = dataText(value, language, text);
  if (told !== undefined) return told;
  if (value === null || typeof value !== 'object' || isList(value)) return JSON.stringify(value);
  return Object.entries(value)
    .map(([name, inner]) => `${name}: ${dataText(inner, language, text) ?? JSON.stringify(inner)}`)
    .join(', ');
}

function known(table: Readonly<Record<string, string>>, key: string): string {
  return Object.hasOwn(table, key) ? (table[key] ?? key) : key;
}
