import { useRef, type ReactElement } from 'react';
import { Button, type ButtonProps } from '../parts/button.tsx';
import { useUploadDraft } from './upload-area.tsx';

/** Opens the computer's own file dialog. */
export function UploadButton({ look, label }: { look: NonNullable<ButtonProps['look']>; label: string }): ReactElement {
  const { take } = useUploadDraft();
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        accept=".bpmn,.dmn,.form,.json,.xml,.md"
        data-testid="upload"
        onChange={(event) => {
          take(Array.from(event.target.files ?? []));
          // The same file, changed outside, can be chosen again at once.
          event.target.value = '';
        }}
      />
      <Button look={look} pictogram="upload" onClick={() => chooser.current?.click()}>
        {label}
      </Button>
    </>
  );
}
