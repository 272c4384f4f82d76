import { useEffect, useRef, type ReactElement, type ReactNode } from 'react';
import { useLocation } from 'react-router';
import { useText } from '../language/language.tsx';

/** Sets the browser's title and, when this page replaces another one, moves the focus to its heading. */
export function usePageTitle(title: string): (heading: HTMLHeadingElement | null) => void {
  const text = useText();
  const heading = useRef<HTMLHeadingElement>(null);
  const arrival = useRef(useLocation().key);
  useEffect(() => {
    document.title = `${title} · ${text.general.product}`;
  }, [title, text]);
  useEffect(() => {
    // The first page of a visit leaves the focus where the browser put it; 'default' is the key of that first place.
    if (arrival.current !== 'default' && !(document.activeElement?.closest('main, dialog') ?? false))
      heading.current?.focus();
  }, []);
  return (element) => {
    heading.current = element;
  };
}

export interface PageProps {
  readonly title: string;
  /** Above the title: where this belongs. */
  readonly preline?: ReactNode;
  readonly lead?: ReactNode;
  /** Buttons beside the title. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** Frame of a page that scrolls as a whole. */
export function Page({ title, preline, lead, actions, children }: PageProps): ReactElement {
  const heading = usePageTitle(title);
  return (
    <div className="page">
      <header className="page__head">
        <div className="page__titles">
          {preline === undefined ? null : <div className="page__preline">{preline}</div>}
          <h1 className="page__title" tabIndex={-1} ref={heading}>
            {title}
          </h1>
          {lead === undefined ? null : <div className="page__lead">{lead}</div>}
        </div>
        {actions === undefined ? null : <div className="page__actions">{actions}</div>}
      </header>
      {children}
    </div>
  );
}
