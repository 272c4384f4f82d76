import { lazy, Suspense, type ReactElement } from 'react';
import type { FindingSeverity } from '../api/contracts.ts';
import { Skeleton } from '../parts/skeleton.tsx';

/** A small sign at an element: a finding's pin, or where the case stands. */
export interface DiagramSign {
  readonly key: string;
  readonly elementId: string;
  readonly look: FindingSeverity | 'here' | 'trouble' | 'count' | 'added' | 'removed' | 'changed';
  readonly text: string;
  /** Read out and shown on hover. */
  readonly label: string;
}

export interface DiagramProps {
  readonly xml: string;
  /** Name of the process, for the accessible name. */
  readonly name: string;
  readonly signs?: readonly DiagramSign[];
  /** Classes of `style/diagram.css` by element id, e.g. `is-taken`. */
  readonly marks?: ReadonlyMap<string, string>;
  readonly selected?: string | undefined;
  /** An element was clicked; undefined: the empty sheet. */
  readonly onSelect?: (elementId: string | undefined) => void;
  readonly onSignClick?: (key: string) => void;
}

const DiagramCanvas = lazy(async () => ({ default: (await import('./diagram-canvas.tsx')).DiagramCanvas }));

/** A BPMN diagram to look at. The modelling library behind it is loaded when the first one is shown. */
export function Diagram(props: DiagramProps): ReactElement {
  return (
    <Suspense
      fallback={
        <div className="diagram">
          <Skeleton lines={4} tall />
        </div>
      }
    >
      <DiagramCanvas {...props} />
    </Suspense>
  );
}
