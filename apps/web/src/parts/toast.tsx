import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ReactElement,
  type ReactNode,
} from 'react';
import { useText } from '../language/language.tsx';
import { IconButton } from './button.tsx';

export interface ToastMessage {
  readonly tone: 'success' | 'info' | 'danger';
  readonly title: string;
  readonly detail?: string;
}

const ToastContext = createContext<(message: ToastMessage) => void>(() => undefined);

/** Shows a message at the edge of the screen and reads it out. Errors stay until closed, the rest leaves after 8 s. */
export function useToast(): (message: ToastMessage) => void {
  return useContext(ToastContext);
}

interface ShownToast extends ToastMessage {
  readonly id: number;
}

/** Time a good message stays; 8 s are enough to read two lines twice, and hovering or focusing it keeps it. */
const STAY_MS = 8000;

export function ToastArea({ children }: { children: ReactNode }): ReactElement {
  const text = useText();
  const [shown, setShown] = useState<readonly ShownToast[]>([]);
  const next = useRef(1);

  const show = useCallback((message: ToastMessage) => {
    const id = next.current++;
    setShown((before) => [...before.slice(-2), { ...message, id }]);
  }, []);
  const close = useCallback((id: number) => {
    setShown((before) => before.filter((toast) => toast.id !== id));
  }, []);
  const area = useMemo(
    () => (
      // The region exists before its first message: a live region that is added together with its text stays silent.
      <div className="toasts" role="region" aria-label={text.general.messages} aria-live="polite">
        {shown.map((toast) => (
          <Toast key={toast.id} toast={toast} onClose={close} />
        ))}
      </div>
    ),
    [shown, close, text],
  );
  return (
    <ToastContext value={show}>
      {children}
      {area}
    </ToastContext>
  );
}

function Toast({ toast, onClose }: { toast: ShownToast; onClose: (id: number) => void }): ReactElement {
  const text = useText();
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held || toast.tone === 'danger') return undefined;
    const timer = window.setTimeout(() => {
      onClose(toast.id);
    }, STAY_MS);
    return () => {
      window.clearTimeout(timer);
    };
  }, [held, toast, onClose]);
  return (
    <div
      className={`toast toast--${toast.tone}`}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span className={`kern-icon kern-icon--${toast.tone}`} aria-hidden="true" />
      <div className="toast__words">
        <strong>{toast.title}</strong>
        {toast.detail === undefined ? null : <p>{toast.detail}</p>}
      </div>
      <IconButton pictogram="cross" label={text.general.close} onClick={() => onClose(toast.id)} />
    </div>
  );
}
