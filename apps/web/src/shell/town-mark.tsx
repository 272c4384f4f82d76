import type { ReactElement } from 'react';

/** The mark: a slip of paper with a way on it. */
export function TownMark(): ReactElement {
  return (
    <svg className="town-mark" width="28" height="28" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect x="5" y="2" width="22" height="28" rx="3" fill="currentColor" />
      <path d="M11 10h3a4 4 0 0 1 4 4v4a4 4 0 0 0 4 4" fill="none" stroke="#fff" strokeWidth="2" />
      <circle cx="10" cy="10" r="2.5" fill="#fff" />
      <path d="m20 19 3.5 3-3.5 3z" fill="#fff" />
    </svg>
  );
}
