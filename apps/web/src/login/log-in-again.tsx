import type { ReactElement } from 'react';
import type { Session } from '../api/contracts.ts';
import { useText } from '../language/language.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { LogInForm } from './log-in-form.tsx';

/** Over the work of somebody whose session has ended: nothing typed is lost when they log in again. */
export function LogInAgain({ session }: { session: Session }): ReactElement {
  const text = useText();
  return (
    <Dialog title={text.login.againTitle} actions={null} onClose={() => window.location.assign('/')}>
      <p>{text.login.againText}</p>
      <LogInForm before={session} preset={session.person.name} />
    </Dialog>
  );
}
