import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { useText } from '../language/language.tsx';
import { Page } from '../parts/page.tsx';

export function NotFoundPage(): ReactElement {
  const text = useText();
  return (
    <Page title={text.general.notFoundTitle}>
      <p>{text.general.notFoundText}</p>
      <Link className="kern-link" to="/">
        {text.shell.inbox}
      </Link>
    </Page>
  );
}
