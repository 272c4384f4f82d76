import type { ReactElement, ReactNode } from 'react';

export interface NoticeProps {
  readonly tone: 'info' | 'success' | 'warning' | 'danger';
  readonly title: string;
  readonly children?: ReactNode;
  /** Read out at once; for what appears in answer to something the person did. */
  readonly announce?: boolean;
}

/** KERN alert with a title and, below, what it means and what to do. */
export function Notice({ tone, title, children, announce = false }: NoticeProps): ReactElement {
  return (
    <div className={`kern-alert kern-alert--${tone}`} role={announce ? 'alert' : undefined}>
      <div className="kern-alert__header">
        <span className={`kern-icon kern-icon--${tone}`} aria-hidden="true" />
        <span className="kern-title">{title}</span>
      </div>
      {children === undefined ? null : <div className="kern-alert__body">{children}</div>}
    </div>
  );
}
