import { useEffect, useRef, type ReactElement } from 'react';
import type { Finding, FindingSeverity } from '../api/contracts.ts';
import { useLanguage } from '../language/language.tsx';
import type { NumberedFinding } from './numbered-findings.ts';

/** Findings with the numbers of their pins. Choosing one selects its element in the diagram. */
export function FindingList({
  findings,
  selected,
  onSelect,
}: {
  findings: readonly NumberedFinding[];
  /** Key of the finding whose element is selected. */
  selected: string | undefined;
  onSelect: (finding: NumberedFinding) => void;
}): ReactElement {
  const { language, text } = useLanguage();
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    if (selected === undefined) return;
    // Only the list itself scrolls: scrollIntoView would move the page under the pointer, too.
    const frame = list.current?.parentElement;
    const line = list.current?.querySelector<HTMLElement>('[aria-pressed="true"]');
    if (frame === null || frame === undefined || line === null || line === undefined) return;
    const [inside, around] = [line.getBoundingClientRect(), frame.getBoundingClientRect()];
    if (inside.top < around.top) frame.scrollTop -= around.top - inside.top;
    else if (inside.bottom > around.bottom) frame.scrollTop += inside.bottom - around.bottom;
  }, [selected]);
  return (
    <ol className="finding-list" ref={list} aria-label={text.findings.list}>
      {findings.map((finding) => (
        <li key={finding.key}>
          <button
            type="button"
            className={`finding finding--${finding.severity}`}
            aria-pressed={selected === finding.key}
            onClick={() => onSelect(finding)}
          >
            <span className={`finding__number sign sign--${finding.severity}`} aria-hidden="true">
              {finding.number}
            </span>
            <span className="finding__words">
              <span className="finding__kind">
                {text.findings.severity[finding.severity]}{' '}
                <span className="soft">{text.findings.severityMeaning[finding.severity]}</span>
              </span>
              <span>{findingMessage(finding, language)}</span>
              {finding.rule !== undefined && (
                <span className="soft" title={finding.rule}>
                  {clauseOf(finding.rule)}
                </span>
              )}
              <span className="finding__place soft">{placeOf(finding, text.findings)}</span>
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}

/** Only the clause of the standard, which is the same in every language; the whole rule is its title. */
function clauseOf(rule: string): string {
  return rule.replace(/^(\S+ \S+) clause ([^:(]*[^:( ]).*$/s, '$1 § $2');
}

/** The sentence in the screen's language where the importer has it. */
export function findingMessage(finding: Finding, language: 'de' | 'en'): string {
  return language === 'de' ? (finding.messageDe ?? finding.message) : finding.message;
}

function placeOf(
  finding: Finding,
  words: { readonly wholeFile: string; readonly place: (line: number, column: number | undefined) => string },
): string {
  if (finding.line !== undefined) return words.place(finding.line, finding.column);
  return finding.elementId === undefined ? words.wholeFile : '';
}

/** How many of each severity, worst first. */
export function countFindings(findings: readonly Finding[]): Readonly<Record<FindingSeverity, number>> {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const finding of findings) counts[finding.severity] += 1;
  return counts;
}
