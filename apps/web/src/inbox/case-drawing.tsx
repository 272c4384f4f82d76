import { useState, type ReactElement } from 'react';
import { CaseDiagram } from '../diagram/case-diagram.tsx';
import { useText } from '../language/language.tsx';

/** Where the case stands, folded away under the task until somebody wants to see it. */
export function CaseDrawing({ instanceId, name }: { instanceId: string; name: string }): ReactElement {
  const text = useText();
  const [open, setOpen] = useState(false);
  return (
    <details className="block fold" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{text.cases.tabs.diagram}</summary>
      {open ? <CaseDiagram instanceId={instanceId} name={name} /> : null}
    </details>
  );
}
