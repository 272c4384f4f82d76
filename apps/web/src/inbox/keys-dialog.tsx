import type { ReactElement } from 'react';
import { useText } from '../language/language.tsx';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';

const keys = [
  ['j', 'next'],
  ['k', 'previous'],
  ['Enter', 'open'],
  ['c', 'claim'],
  ['control', 'complete'],
  ['/', 'search'],
  ['?', 'help'],
] as const;

export function KeysDialog({ onClose }: { onClose: () => void }): ReactElement {
  const text = useText();
  return (
    <Dialog
      title={text.inbox.keysTitle}
      onClose={onClose}
      actions={
        <Button look="primary" onClick={onClose}>
          {text.general.close}
        </Button>
      }
    >
      <dl className="keys">
        {keys.map(([key, word]) => (
          <div key={key}>
            <dt>
              <kbd>{key === 'control' ? `${text.inbox.controlKey} + Enter` : key}</kbd>
            </dt>
            <dd>{text.inbox.keys[word]}</dd>
          </div>
        ))}
      </dl>
      <p>{text.inbox.keysHint}</p>
    </Dialog>
  );
}
