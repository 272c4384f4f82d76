import type { ReactElement, ReactNode } from 'react';
import { useText } from '../language/language.tsx';

/** One thing that can happen now: its name, a line about it, and inside what one does. */
export function TrialCard({
  title,
  about,
  open,
  onOpen,
  children,
}: {
  title: string;
  about?: ReactNode;
  open: boolean;
  onOpen: (open: boolean) => void;
  children: ReactNode;
}): ReactElement {
  return (
    <details className="trial-card" open={open} onToggle={(event) => onOpen(event.currentTarget.open)}>
      <summary>
        <h3 className="trial-card__title">{title}</h3>
        {about === undefined ? null : <span className="soft">{about}</span>}
      </summary>
      <div className="trial-card__body">{children}</div>
    </details>
  );
}

/** What goes wrong instead stands below what usually happens, folded. */
export function TrialTrouble({ children }: { children: ReactNode }): ReactElement {
  const text = useText();
  return (
    <details className="fold">
      <summary>{text.trial.more}</summary>
      <div className="trial-card__body">{children}</div>
    </details>
  );
}
