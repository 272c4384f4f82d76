import { useEffect, useMemo, useState, type ReactElement } from 'react';
import { arrange } from './arrange.ts';
import { partOfProcess, readBpmnDrawing, type BpmnDrawing, type DrawnShape } from './bpmn-drawing.ts';

/** A small picture of a process for a card: of several pools, its own. Decoration: the card's words say what it is. */
export function Miniature({ xml, processId }: { xml: string; processId: string }): ReactElement | null {
  const drawn = useMemo(() => partOfProcess(readBpmnDrawing(xml), processId), [xml, processId]);
  const arranged = useArranged(drawn.bounds === undefined ? xml : undefined);
  const { shapes, lines, bounds } = arranged ?? drawn;
  if (bounds === undefined) return null;
  const edge = 20;
  // Wide sheets shrink a lot; the pen grows with the sheet so that lines stay visible.
  const pen = Math.max(2, bounds.width / 260);
  return (
    <svg
      className="miniature"
      viewBox={`${bounds.x - edge} ${bounds.y - edge} ${bounds.width + 2 * edge} ${bounds.height + 2 * edge}`}
      preserveAspectRatio="xMidYMid meet"
      strokeWidth={pen}
      aria-hidden="true"
      focusable="false"
    >
      {shapes.map((shape) => (
        <Shape key={shape.id} shape={shape} />
      ))}
      {lines.map((line) => (
        <polyline
          key={line.id}
          className={line.dashed ? 'miniature__line miniature__line--dashed' : 'miniature__line'}
          points={line.points.map((point) => `${point.x},${point.y}`).join(' ')}
        />
      ))}
    </svg>
  );
}

/** A file without a drawing as the process page arranges it; undefined until that is done, or where it cannot be. */
function useArranged(xml: string | undefined): BpmnDrawing | undefined {
  const [arranged, setArranged] = useState<BpmnDrawing>();
  useEffect(() => {
    if (xml === undefined) return undefined;
    let gone = false;
    arrange(xml).then(
      (drawn) => {
        if (!gone) setArranged(readBpmnDrawing(drawn));
      },
      // Without a picture the card still says everything in words.
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [xml]);
  return arranged;
}

function Shape({ shape: { look, x, y, width, height } }: { shape: DrawnShape }): ReactElement {
  const className = `miniature__${look}`;
  if (look === 'event') return <circle className={className} cx={x + width / 2} cy={y + height / 2} r={width / 2} />;
  if (look === 'gateway') {
    const middle = { x: x + width / 2, y: y + height / 2 };
    return (
      <polygon
        className={className}
        points={`${middle.x},${y} ${x + width},${middle.y} ${middle.x},${y + height} ${x},${middle.y}`}
      />
    );
  }
  return (
    <rect
      className={className}
      x={x}
      y={y}
      width={width}
      height={height}
      rx={look === 'task' || look === 'container' ? 10 : 0}
    />
  );
}
