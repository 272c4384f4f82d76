import type { ReactElement } from 'react';
import { useText } from '../language/language.tsx';
import { IconButton } from '../parts/button.tsx';
import { describeProblem } from '../parts/problem.tsx';
import type { RunningUpload } from './document-uploads.ts';

/** Files on their way, with how far they have come, and those that were not taken, with the reason. */
export function UploadList({
  uploads,
  onDismiss,
}: {
  uploads: readonly RunningUpload[];
  onDismiss: (id: number) => void;
}): ReactElement {
  const text = useText();
  return (
    <ul className="uploads" aria-live="polite">
      {uploads.map(({ id, name, share, error }) => {
        const problem = error === undefined ? undefined : describeProblem(error, text);
        return (
          <li key={id} className={problem === undefined ? 'upload' : 'upload upload--failed'}>
            <div className="upload__words">
              {problem === undefined ? (
                <>
                  <label htmlFor={`upload-${id}`}>{text.documents.uploading(name)}</label>
                  <progress id={`upload-${id}`} value={share} max={1} />
                </>
              ) : (
                <>
                  <strong>{text.documents.notUploaded(name)}</strong>
                  <span>{problem.what}</span>
                  <span className="soft">{problem.todo}</span>
                  {problem.more.map((line) => (
                    <span key={line} className="soft">
                      {line}
                    </span>
                  ))}
                </>
              )}
            </div>
            <IconButton
              pictogram="cross"
              label={problem === undefined ? text.documents.cancelUpload(name) : text.documents.dismiss(name)}
              onClick={() => onDismiss(id)}
            />
          </li>
        );
      })}
    </ul>
  );
}
