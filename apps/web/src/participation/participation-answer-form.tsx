import { useRef, useState, type ChangeEvent, type ReactElement } from 'react';
import type { JsonObject } from '../api/contracts.ts';
import { formatBytes } from '../language/format.ts';
import { useLanguage } from '../language/language.tsx';
import { Button, IconButton } from '../parts/button.tsx';
import { Notice } from '../parts/notice.tsx';
import { SchemaForm, type SchemaFormHandle } from '../parts/schema-form.tsx';

export interface Answer {
  readonly data: JsonObject;
  readonly files: readonly File[];
}

interface ParticipationAnswerFormProps {
  readonly schema: JsonObject;
  readonly data: JsonObject;
  readonly maximumAttachments: number;
  readonly maximumFileBytes: number;
  readonly busy: boolean;
  readonly onAnswer: (answer: Answer) => void;
}

/** The form of the answer with files, and one button. Files that cannot be taken are told before anything is sent. */
export function ParticipationAnswerForm(props: ParticipationAnswerFormProps): ReactElement {
  const { schema, data, maximumAttachments, maximumFileBytes, busy, onAnswer } = props;
  const { language, text } = useLanguage();
  const handle = useRef<SchemaFormHandle>(null);
  const picker = useRef<HTMLInputElement>(null);
  const [files, setFiles] = useState<readonly File[]>([]);
  const [refused, setRefused] = useState('');

  const choose = (event: ChangeEvent<HTMLInputElement>): void => {
    const chosen = [...files, ...(event.target.files ?? [])];
    const tooLarge = chosen.find(({ size }) => size > maximumFileBytes || size === 0);
    // The same file can be chosen again after it was taken away.
    event.target.value = '';
    if (tooLarge !== undefined)
      setRefused(text.participation.fileRefused(tooLarge.name, formatBytes(maximumFileBytes, language)));
    else if (chosen.length > maximumAttachments) setRefused(text.participation.tooManyFiles(maximumAttachments));
    else {
      setRefused('');
      setFiles(chosen);
    }
  };
  const send = async (): Promise<void> => {
    const collected = await handle.current?.collect();
    if (collected !== undefined) onAnswer({ data: collected.variables, files });
  };

  return (
    <section aria-labelledby="answer-title" className="participation__answer">
      <h2 id="answer-title">{text.participation.answer}</h2>
      <SchemaForm handle={handle} schema={schema} data={data} onChange={() => undefined} />
      {maximumAttachments === 0 ? null : (
        <div className="participation__files">
          <input
            ref={picker}
            id="answer-files"
            type="file"
            multiple
            accept="application/pdf,image/png,image/jpeg"
            className="kern-sr-only"
            onChange={choose}
          />
          <Button pictogram="plus" onClick={() => picker.current?.click()}>
            {text.participation.addFile}
          </Button>
          <label htmlFor="answer-files" className="soft">
            {text.participation.fileHint(maximumAttachments, formatBytes(maximumFileBytes, language))}
          </label>
          <ul className="participation__documents">
            {files.map((file, at) => (
              <li key={`${file.name}-${file.size}-${file.lastModified}`}>
                {file.name} ({formatBytes(file.size, language)})
                <IconButton
                  pictogram="cross"
                  label={text.participation.removeFile(file.name)}
                  onClick={() => setFiles(files.filter((_, other) => other !== at))}
                />
              </li>
            ))}
          </ul>
          {refused === '' ? null : <Notice tone="danger" title={refused} announce />}
        </div>
      )}
      <Button look="primary" busy={busy} onClick={() => void send()}>
        {text.participation.send}
      </Button>
    </section>
  );
}
