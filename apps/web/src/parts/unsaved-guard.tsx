import { useEffect, type ReactElement, type RefObject } from 'react';
import { useBlocker } from 'react-router';
import { useText } from '../language/language.tsx';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';

/**
 * Asks before something typed is lost: inside the app by a dialog, on closing the window by the browser's own question.
 * `unsaved` is a ref, so that a page that has just saved may leave in the same moment.
 */
export function UnsavedGuard({ unsaved }: { unsaved: RefObject<boolean> }): ReactElement | null {
  const text = useText();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => unsaved.current && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent): void => {
      if (unsaved.current) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => {
      window.removeEventListener('beforeunload', ask);
    };
  }, [unsaved]);
  if (blocker.state !== 'blocked') return null;
  return (
    <Dialog
      title={text.general.leaveTitle}
      onClose={() => blocker.reset()}
      actions={
        <>
          <Button onClick={() => blocker.proceed()}>{text.general.leaveGo}</Button>
          <Button look="primary" onClick={() => blocker.reset()}>
            {text.general.leaveStay}
          </Button>
        </>
      }
    >
      <p>{text.general.leaveText}</p>
    </Dialog>
  );
}
