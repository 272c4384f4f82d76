import { useId, useRef, useState, type ChangeEvent, type ReactElement } from 'react';
import { formatBytes } from '../language/format.ts';
import { useLanguage } from '../language/language.tsx';
import { Button, IconButton } from '../parts/button.tsx';
import { Notice } from '../parts/notice.tsx';

const ACCEPTED = ['application/pdf', 'image/png', 'image/jpeg'];

/** Papers to send along: PDF, PNG, JPEG. What cannot be taken is told before anything is sent. */
export function PaperPicker({
  files,
  maximum,
  maximumBytes,
  onChange,
}: {
  files: readonly File[];
  maximum: number;
  maximumBytes: number;
  onChange: (files: readonly File[]) => void;
}): ReactElement {
  const { language, text } = useLanguage();
  const id = useId();
  const picker = useRef<HTMLInputElement>(null);
  const [refused, setRefused] = useState('');

  const choose = (event: ChangeEvent<HTMLInputElement>): void => {
    const chosen = [...(event.target.files ?? [])];
    // The same file can be chosen again after it was taken away.
    event.target.value = '';
    const wrong = chosen.find(({ type }) => !ACCEPTED.includes(type));
    const large = chosen.find(({ size }) => size > maximumBytes || size === 0);
    if (wrong !== undefined) setRefused(text.applications.wrongType(wrong.name));
    else if (large !== undefined)
      setRefused(text.applications.tooLarge(large.name, formatBytes(maximumBytes, language)));
    else if (files.length + chosen.length > maximum) setRefused(text.applications.tooMany(maximum));
    else {
      setRefused('');
      onChange([...files, ...chosen]);
    }
  };

  return (
    <div className="paper-picker">
      <input
        ref={picker}
        id={id}
        type="file"
        multiple
        accept={ACCEPTED.join(',')}
        className="kern-sr-only"
        tabIndex={-1}
        onChange={choose}
      />
      <Button pictogram="plus" onClick={() => picker.current?.click()}>
        {text.applications.addPaper}
      </Button>
      <label htmlFor={id} className="soft">
        {text.applications.paperHint(maximum, formatBytes(maximumBytes, language))}
      </label>
      <ul className="paper-picker__files">
        {files.map((file, at) => (
          <li key={`${file.name}-${file.size}-${at}`}>
            {file.name} ({formatBytes(file.size, language)})
            <IconButton
              pictogram="cross"
              label={text.applications.removePaper(file.name)}
              onClick={() => onChange(files.filter((_, other) => other !== at))}
            />
          </li>
        ))}
      </ul>
      {refused === '' ? null : <Notice tone="danger" title={refused} announce />}
    </div>
  );
}
