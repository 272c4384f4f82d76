import type { ReactElement } from 'react';
import type { IntakePreview } from '../api/contracts.ts';
import { formatBytes } from '../language/format.ts';
import { useLanguage } from '../language/language.tsx';
import { DataList } from '../parts/data-list.tsx';
import { Notice } from '../parts/notice.tsx';
import { findingDetail, findingWords } from './finding-words.ts';

/** What a mapping makes of a sample: what is wrong first, then the variables, the files inside, the data it read. */
export function MappingPreview({ preview }: { preview: IntakePreview }): ReactElement {
  const { language, text } = useLanguage();
  return (
    <div className="mapping__result" aria-live="polite">
      {preview.findings.length === 0 ? (
        <Notice tone="success" title={text.intake.noFindings} />
      ) : (
        preview.findings.map((finding) => (
          <Notice
            key={`${finding.code} ${finding.place}`}
            tone={finding.severity === 'error' ? 'danger' : 'warning'}
            title={`${finding.place}: ${findingWords(finding, text)}`}
          >
            <p className="problem__detail">{findingDetail(finding, language)}</p>
          </Notice>
        ))
      )}
      <h3>{text.intake.result}</h3>
      <DataList data={preview.variables} />
      {preview.files.length === 0 ? null : (
        <>
          <h3>{text.intake.filesInside}</h3>
          <ul>
            {preview.files.map(({ id, fileName, mediaType, size }) => (
              <li key={id}>
                {fileName} ({mediaType}, {formatBytes(size, language)})
              </li>
            ))}
          </ul>
        </>
      )}
      <details>
        <summary>{text.intake.input}</summary>
        <pre className="mapping__data">{JSON.stringify(preview.data, undefined, 2)}</pre>
      </details>
    </div>
  );
}
