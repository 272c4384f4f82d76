import type { ReactElement } from 'react';
import { useText } from '../language/language.tsx';

/** Grey lines in the place of what is coming, so that nothing jumps when it is there. */
export function Skeleton({ lines = 3, tall = false }: { lines?: number; tall?: boolean }): ReactElement {
  const text = useText();
  return (
    <div className={tall ? 'skeleton skeleton--tall' : 'skeleton'} role="status" aria-label={text.general.loading}>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className="skeleton__line" />
      ))}
    </div>
  );
}
