import type { ReactElement } from 'react';
import { Link } from 'react-router';

/** Views of one thing, each with an address of its own; links and not ARIA tabs, because the address changes. */
export function TabLinks({
  label,
  tabs,
}: {
  label: string;
  tabs: readonly { readonly to: string; readonly label: string; readonly current: boolean }[];
}): ReactElement {
  return (
    <nav className="tab-links" aria-label={label}>
      <ul>
        {tabs.map((tab) => (
          <li key={tab.to}>
            <Link to={tab.to} replace preventScrollReset aria-current={tab.current ? 'page' : undefined}>
              {tab.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
