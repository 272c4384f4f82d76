import { useMemo, useState, type ReactElement } from 'react';
import { compareParts, isSame, type DiagramDifference } from '../diagram/compare-parts.ts';
import { readParts, type DiagramPart, type Trait } from '../diagram/diagram-parts.ts';
import { Diagram, type DiagramSign } from '../diagram/diagram.tsx';
import type { Catalogue } from '../language/catalogue.ts';
import { useText } from '../language/language.tsx';

type Kind = 'added' | 'removed' | 'changed';

interface DifferenceLine {
  readonly kind: Kind;
  readonly id: string;
  readonly words: string;
  readonly details: readonly string[];
}

/** What differs between two drawings, kept while they stay the same. */
export function useDifference(before: string | undefined, after: string | undefined): DiagramDifference | undefined {
  return useMemo(
    () => (before === undefined || after === undefined ? undefined : compareParts(readParts(before), readParts(after))),
    [before, after],
  );
}

/** Two drawings side by side with what came, went and changed; choosing a line shows its place in both. */
export function VersionDifference({
  before,
  after,
  beforeName,
  afterName,
  difference,
}: {
  before: string;
  after: string;
  beforeName: string;
  afterName: string;
  difference: DiagramDifference;
}): ReactElement {
  const text = useText();
  const words = text.portal.compare;
  const [selected, setSelected] = useState<string>();
  const lines = useMemo(() => linesOf(difference, text), [difference, text]);
  const older = useMemo(() => shownOn(lines, ['removed', 'changed'], text), [lines, text]);
  const newer = useMemo(() => shownOn(lines, ['added', 'changed'], text), [lines, text]);
  if (isSame(difference)) return <p>{difference.moved > 0 ? words.onlyMoved(difference.moved) : words.same}</p>;
  return (
    <div className="difference">
      <ul className="legend" aria-label={text.diagram.legend}>
        {(['added', 'removed', 'changed'] as const).map((kind) => (
          <li key={kind} className={`legend__${kind}`}>
            {words.kinds[kind]}
          </li>
        ))}
      </ul>
      <div className="difference__drawings">
        {[
          { name: beforeName, xml: before, ...older },
          { name: afterName, xml: after, ...newer },
        ].map(({ name, xml, signs, marks }) => (
          <figure key={name}>
            <figcaption>{name}</figcaption>
            <Diagram
              xml={xml}
              name={name}
              signs={signs}
              marks={marks}
              selected={selected}
              onSelect={setSelected}
              onSignClick={setSelected}
            />
          </figure>
        ))}
      </div>
      {difference.moved > 0 ? <p className="soft">{words.moved(difference.moved)}</p> : null}
      {(['added', 'removed', 'changed'] as const).map((kind) => {
        const those = lines.filter((line) => line.kind === kind);
        if (those.length === 0) return null;
        return (
          <section key={kind}>
            <h3>
              {words.kinds[kind]} <span className="soft">{those.length}</span>
            </h3>
            <ul className="difference__list">
              {those.map(({ id, words: said, details }) => (
                <li key={id}>
                  <button
                    type="button"
                    className="difference__line"
                    aria-pressed={selected === id}
                    onClick={() => setSelected(id)}
                  >
                    <span className={`sign sign--${kind}`} aria-hidden="true">
                      {signTexts[kind]}
                    </span>
                    <span>
                      {said}
                      {details.map((detail) => (
                        <span key={detail} className="difference__detail soft">
                          {detail}
                        </span>
                      ))}
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

/** Not by colour alone: each kind has a sign of its own. */
const signTexts: Readonly<Record<Kind, string>> = { added: '+', removed: '−', changed: '≠' };

function shownOn(
  lines: readonly DifferenceLine[],
  kinds: readonly Kind[],
  text: Catalogue,
): { readonly signs: readonly DiagramSign[]; readonly marks: ReadonlyMap<string, string> } {
  const those = lines.filter(({ kind }) => kinds.includes(kind));
  return {
    signs: those.map(({ kind, id, words }) => ({
      key: id,
      elementId: id,
      look: kind,
      text: signTexts[kind],
      label: `${text.portal.compare.kinds[kind]}: ${words}`,
    })),
    marks: new Map(those.map(({ kind, id }) => [id, `is-${kind}`])),
  };
}

function linesOf({ added, removed, changed, names }: DiagramDifference, text: Catalogue): readonly DifferenceLine[] {
  const line = (kind: Kind, part: DiagramPart, details: readonly string[]): DifferenceLine => ({
    kind,
    id: part.id,
    words: partWords(part, names, text),
    details,
  });
  return [
    ...added.map((part) => line('added', part, [])),
    ...removed.map((part) => line('removed', part, [])),
    ...changed.map(({ before, after, traits }) =>
      line(
        'changed',
        after,
        traits.map((trait) => detailWords(trait, before.traits[trait] ?? '', after.traits[trait] ?? '', text)),
      ),
    ),
  ];
}

/** What a person can read is told before and after; of the rest, that it differs. */
function detailWords(trait: Trait, before: string, after: string, text: Catalogue): string {
  const { traits, was } = text.portal.compare;
  const isReadable = /^(name|lane|text|documentation)$/.test(trait) && before.length + after.length <= 200;
  const said = (words: string): string => (words === '' ? text.general.none : words);
  return isReadable ? was(traits[trait], said(before), said(after)) : traits[trait];
}

function partWords({ type, traits, ends }: DiagramPart, names: ReadonlyMap<string, string>, text: Catalogue): string {
  const { types, part, arrow } = text.portal.compare;
  const known: Readonly<Record<string, string>> = types;
  const ofKind = [
    [/Task$/, types.task],
    [/Event$/, types.event],
    [/Gateway$/, types.gateway],
  ] as const;
  const kind = (Object.hasOwn(known, type) ? known[type] : ofKind.find(([end]) => end.test(type))?.[1]) ?? type;
  const name = traits.name ?? shortened(traits.text);
  if (ends !== undefined) {
    const [from, to] = [names.get(ends.from), names.get(ends.to)];
    if (from !== undefined && to !== undefined) return arrow(kind, name, from, to);
  }
  return name === undefined ? kind : part(kind, name);
}

/** The beginning of a note is enough to know it by. */
function shortened(words: string | undefined): string | undefined {
  return words === undefined || words.length <= 60 ? words : `${words.slice(0, 58).trimEnd()} …`;
}
