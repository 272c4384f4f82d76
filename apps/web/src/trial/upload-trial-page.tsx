import type { ReactElement } from 'react';
import { Link, Navigate } from 'react-router';
import { useText } from '../language/language.tsx';
import { Page } from '../parts/page.tsx';
import { useUploadDraft } from '../portal/upload-area.tsx';
import { TrialView } from './trial-view.tsx';

/** Tries what was uploaded before it is released. */
export function UploadTrialPage(): ReactElement {
  const text = useText();
  const { files, replace } = useUploadDraft();
  if (files.length === 0) return <Navigate to="/processes/upload" replace />;
  return (
    <Page
      title={text.trial.titleOf(files.map(({ name }) => name).join(', '))}
      preline={
        <Link className="kern-link" to="/processes/upload">
          {text.trial.back}
        </Link>
      }
    >
      <TrialView
        source={{ kind: 'files', files }}
        onTakeAlong={(scenario) => replace([...files.filter(({ name }) => name !== scenario.name), scenario])}
      />
    </Page>
  );
}
