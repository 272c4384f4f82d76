import type { ReactElement, ReactNode } from 'react';
import { Pictogram, type PictogramName } from './pictogram.tsx';

/** What a list says when it has nothing: kindly, and with a way on. */
export function EmptyState({
  pictogram,
  title,
  children,
}: {
  pictogram: PictogramName;
  title: string;
  children?: ReactNode;
}): ReactElement {
  return (
    <div className="empty-state">
      <span className="empty-state__picture">
        <Pictogram name={pictogram} size={40} />
      </span>
      <p className="empty-state__title">{title}</p>
      {children}
    </div>
  );
}
