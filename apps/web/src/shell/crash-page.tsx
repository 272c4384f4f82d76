import type { ReactElement } from 'react';
import { useRouteError } from 'react-router';
import { useText } from '../language/language.tsx';
import { Button } from '../parts/button.tsx';
import { Notice } from '../parts/notice.tsx';

/** What is left when a page throws: says that nothing saved is lost, and offers to load again. */
export function CrashPage(): ReactElement {
  const text = useText();
  const error = useRouteError();
  return (
    <main className="lonely">
      <Notice tone="danger" title={text.general.crashTitle} announce>
        <p>{text.general.crashText}</p>
        <p className="problem__detail">{error instanceof Error ? error.message : String(error)}</p>
        <Button look="primary" pictogram="repeat" onClick={() => window.location.reload()}>
          {text.general.reload}
        </Button>
      </Notice>
    </main>
  );
}
