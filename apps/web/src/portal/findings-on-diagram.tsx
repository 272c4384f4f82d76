import { useMemo, useState, type ReactElement, type ReactNode } from 'react';
import type { Finding } from '../api/contracts.ts';
import { Diagram, type DiagramSign } from '../diagram/diagram.tsx';
import { useLanguage } from '../language/language.tsx';
import { FindingList } from './finding-list.tsx';
import { numberFindings, pinsOf } from './numbered-findings.ts';

const noSigns: readonly DiagramSign[] = [];

/**
 * Diagram and list of findings side by side: clicking a pin or an element selects its finding, choosing a finding selects
 * its element. `aboutStep` says more about the selected element above the list.
 */
export function FindingsOnDiagram({
  xml,
  name,
  findings,
  moreSigns = noSigns,
  aboutStep,
}: {
  /** undefined: the file is no diagram, only the list is shown. */
  xml: string | undefined;
  name: string;
  findings: readonly Finding[];
  moreSigns?: readonly DiagramSign[];
  aboutStep?: (elementId: string | undefined) => ReactNode;
}): ReactElement {
  const { language, text } = useLanguage();
  const numbered = useMemo(() => numberFindings(findings), [findings]);
  const signs = useMemo(
    () => [...pinsOf(numbered, text, language), ...moreSigns],
    [numbered, text, language, moreSigns],
  );
  const [selected, setSelected] = useState<{ elementId: string | undefined; finding: string | undefined }>();
  return (
    <div className={xml === undefined ? 'findings-view' : 'findings-view findings-view--diagram'}>
      {xml === undefined ? null : (
        <Diagram
          xml={xml}
          name={name}
          signs={signs}
          selected={selected?.elementId}
          onSelect={(elementId) =>
            setSelected({
              elementId,
              finding: numbered.find((finding) => elementId !== undefined && finding.elementId === elementId)?.key,
            })
          }
          onSignClick={(key) => {
            const finding = numbered.find((each) => each.key === key);
            if (finding !== undefined) setSelected({ elementId: finding.elementId, finding: key });
          }}
        />
      )}
      <section className="findings-view__side" aria-labelledby="findings-title">
        {aboutStep?.(selected?.elementId)}
        <h2 id="findings-title">
          {text.portal.findings} <span className="soft">{numbered.length}</span>
        </h2>
        {numbered.length === 0 ? (
          <p className="soft">{text.portal.noFindings}</p>
        ) : (
          <FindingList
            findings={numbered}
            selected={selected?.finding}
            onSelect={(finding) => setSelected({ elementId: finding.elementId, finding: finding.key })}
          />
        )}
      </section>
    </div>
  );
}
