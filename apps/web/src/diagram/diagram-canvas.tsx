import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import type Canvas from 'diagram-js/lib/core/Canvas';
import type ElementRegistry from 'diagram-js/lib/core/ElementRegistry';
import type EventBus from 'diagram-js/lib/core/EventBus';
import type Overlays from 'diagram-js/lib/features/overlays/Overlays';
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { useText } from '../language/language.tsx';
import { IconButton } from '../parts/button.tsx';
import { Notice } from '../parts/notice.tsx';
import type { DiagramProps, DiagramSign } from './diagram.tsx';
import { showXml, type Reading } from './show-xml.ts';

/** Step of the arrow keys on the sheet, pixels of the screen. */
const KEY_STEP = 60;
const ZOOM_FACTOR = 1.25;
const SELECTED = 'is-selected';

/**
 * The canvas of bpmn-js with our signs and marks on it. Its "powered by bpmn.io" mark stays where the library puts it, as
 * the licence asks. The wheel scrolls the page until the sheet has the focus, so that nobody gets stuck on it.
 */
export function DiagramCanvas({
  xml,
  name,
  signs = [],
  marks,
  selected,
  onSelect,
  onSignClick,
}: DiagramProps): ReactElement {
  const text = useText();
  const holder = useRef<HTMLDivElement>(null);
  const [viewer, setViewer] = useState<NavigatedViewer>();
  const [reading, setReading] = useState<Reading | 'reading'>('reading');
  const keysId = useId();
  const callbacks = useRef({ onSelect, onSignClick });
  useEffect(() => {
    callbacks.current = { onSelect, onSignClick };
  });

  useEffect(() => {
    const container = holder.current;
    if (container === null) return undefined;
    const created = new NavigatedViewer({ container });
    let gone = false;
    setReading('reading');
    void showXml(created, xml).then((how) => {
      if (gone) return;
      setReading(how);
      if (how !== 'shown' && how !== 'arranged') return;
      showAll(created.get<Canvas>('canvas'));
      setViewer(created);
    });
    created
      .get<EventBus>('eventBus')
      .on('element.click', ({ element }: { element: { id: string; parent?: unknown } }) => {
        callbacks.current.onSelect?.(element.parent === undefined ? undefined : element.id.replace(/_label$/, ''));
      });
    const letPageScroll = (event: WheelEvent): void => {
      if (!event.ctrlKey && !container.contains(document.activeElement)) event.stopPropagation();
    };
    container.addEventListener('wheel', letPageScroll, { capture: true });
    return () => {
      gone = true;
      container.removeEventListener('wheel', letPageScroll, { capture: true });
      setViewer(undefined);
      created.destroy();
    };
  }, [xml]);

  useEffect(() => {
    const svg = holder.current?.querySelector('.djs-container > svg');
    svg?.setAttribute('role', 'img');
    svg?.setAttribute('aria-label', text.diagram.label(name));
    svg?.setAttribute('aria-describedby', keysId);
  }, [viewer, name, text, keysId]);

  useEffect(() => {
    if (viewer === undefined) return undefined;
    return mark(viewer, marks ?? new Map());
  }, [viewer, marks]);

  useEffect(() => {
    if (viewer === undefined) return undefined;
    return placeSigns(viewer, signs, (key) => callbacks.current.onSignClick?.(key));
  }, [viewer, signs]);

  useEffect(() => {
    if (viewer === undefined || selected === undefined) return undefined;
    bringIntoView(viewer, selected);
    return mark(viewer, new Map([[selected, SELECTED]]));
  }, [viewer, selected]);

  const canvas = (): Canvas | undefined => viewer?.get<Canvas>('canvas');
  const zoomBy = (factor: number): void => {
    const sheet = canvas();
    if (sheet !== undefined) sheet.zoom(Math.min(4, Math.max(0.2, sheet.zoom() * factor)));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof SVGElement)) return;
    const action = keyActions[event.key];
    const sheet = canvas();
    if (action === undefined || sheet === undefined) return;
    event.preventDefault();
    if (typeof action === 'number') zoomBy(action);
    else sheet.scroll(action);
  };

  return (
    <div className="diagram" data-reading={reading} onKeyDown={onKeyDown}>
      <div className="diagram__sheet" ref={holder} />
      <p id={keysId} hidden>
        {text.diagram.keys}
      </p>
      {reading === 'arranged' ? <p className="diagram__arranged">{text.diagram.arranged}</p> : null}
      {reading === 'noDrawing' || reading === 'unreadable' ? (
        <div className="diagram__problem">
          <Notice tone="warning" title={text.diagram[reading]}>
            <p>{reading === 'noDrawing' ? text.diagram.noDrawingText : text.diagram.unreadableText}</p>
          </Notice>
        </div>
      ) : (
        <div className="diagram__zoom">
          <IconButton pictogram="plus" label={text.diagram.zoomIn} onClick={() => zoomBy(ZOOM_FACTOR)} />
          <IconButton pictogram="minus" label={text.diagram.zoomOut} onClick={() => zoomBy(1 / ZOOM_FACTOR)} />
          <IconButton
            pictogram="fit"
            label={text.diagram.fit}
            onClick={() => {
              const sheet = canvas();
              if (sheet !== undefined) showAll(sheet);
            }}
          />
        </div>
      )}
    </div>
  );
}

/** Room around the drawing for the signs that stick out, pixels of the sheet. */
const MARGIN = 30;
/** Width of the zoom buttons at the right edge, pixels of the screen. */
const BUTTONS = 56;

/** Fits the whole drawing into the middle of the frame, never larger than drawn. */
function showAll(canvas: Canvas): void {
  const { inner, outer } = canvas.viewbox();
  const scale = Math.min(
    1,
    (outer.width - BUTTONS) / (inner.width + 2 * MARGIN),
    outer.height / (inner.height + 2 * MARGIN),
  );
  const width = outer.width / scale;
  const height = outer.height / scale;
  canvas.viewbox({
    x: inner.x + (inner.width - width + BUTTONS / scale) / 2,
    y: inner.y + (inner.height - height) / 2,
    width,
    height,
  });
}

const keyActions: Readonly<Record<string, number | { dx: number; dy: number }>> = {
  ArrowLeft: { dx: KEY_STEP, dy: 0 },
  ArrowRight: { dx: -KEY_STEP, dy: 0 },
  ArrowUp: { dx: 0, dy: KEY_STEP },
  ArrowDown: { dx: 0, dy: -KEY_STEP },
  '+': ZOOM_FACTOR,
  '-': 1 / ZOOM_FACTOR,
};

/** Adds classes to elements; answers how to take them away. Ids that are not drawn are passed over. */
function mark(viewer: NavigatedViewer, marks: ReadonlyMap<string, string>): () => void {
  const canvas = viewer.get<Canvas>('canvas');
  const registry = viewer.get<ElementRegistry>('elementRegistry');
  const drawn = [...marks].filter(([id]) => registry.get(id) !== undefined);
  for (const [id, marker] of drawn) canvas.addMarker(id, marker);
  return () => {
    for (const [id, marker] of drawn) if (registry.get(id) !== undefined) canvas.removeMarker(id, marker);
  };
}

/** Moves the sheet only if the element's middle is out of sight: nothing moves that the person did not move. */
function bringIntoView(viewer: NavigatedViewer, id: string): void {
  const canvas = viewer.get<Canvas>('canvas');
  const element = viewer.get<ElementRegistry>('elementRegistry').get(id);
  if (element?.['parent'] === undefined) return;
  const box = canvas.getAbsoluteBBox(element as Parameters<Canvas['getAbsoluteBBox']>[0]);
  const { outer } = canvas.viewbox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  if (x < 0 || y < 0 || x > outer.width || y > outer.height) canvas.scrollToElement(id, 60);
}

/**
 * Signs of one element stand side by side outside its upper left corner, so that they hide neither its words nor each other
 * however far the sheet is zoomed out. They are outside the tab order: the list beside the diagram says the same and is
 * what the keyboard walks through.
 */
function placeSigns(
  viewer: NavigatedViewer,
  signs: readonly DiagramSign[],
  onClick: (key: string) => void,
): () => void {
  const overlays = viewer.get<Overlays>('overlays');
  const registry = viewer.get<ElementRegistry>('elementRegistry');
  const byElement = new Map<string, DiagramSign[]>();
  for (const sign of signs) byElement.set(sign.elementId, [...(byElement.get(sign.elementId) ?? []), sign]);
  const placed = [...byElement].flatMap(([elementId, those]) => {
    const element = registry.get(elementId) as unknown as DrawnElement | undefined;
    if (element === undefined) return [];
    const row = document.createElement('div');
    row.className = `signs ${placeClass(element)}`;
    row.append(...those.map((sign) => signElement(sign, onClick)));
    return [overlays.add(elementId, 'sign', { position: placeOf(element), html: row, scale: { min: 0.8, max: 1.2 } })];
  });
  return () => {
    for (const id of placed) overlays.remove(id);
  };
}

/** Events and gateways leave their corners empty and often have their name above: there the signs stand beside the corner. */
const SMALL = 60;

function placeClass({ waypoints, width = 0 }: DrawnElement): string {
  if (waypoints !== undefined) return 'signs--on-line';
  return width > SMALL ? 'signs--above' : 'signs--at-corner';
}

interface DrawnElement {
  readonly width?: number;
  readonly waypoints?: readonly { readonly x: number; readonly y: number }[];
}

function placeOf({ waypoints = [] }: DrawnElement): { top: number; left: number } {
  const [first, second] = waypoints;
  if (first === undefined || second === undefined) return { top: 0, left: 0 };
  // On a line: the middle of its first stretch; overlays of lines count from the box around all way points.
  const left = waypoints.reduce((least, point) => Math.min(least, point.x), Infinity);
  const top = waypoints.reduce((least, point) => Math.min(least, point.y), Infinity);
  return { top: (first.y + second.y) / 2 - top, left: (first.x + second.x) / 2 - left };
}

function signElement(sign: DiagramSign, onClick: (key: string) => void): HTMLElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.tabIndex = -1;
  button.className = `sign sign--${sign.look}`;
  button.textContent = sign.text;
  button.title = sign.label;
  button.setAttribute('aria-label', sign.label);
  button.addEventListener('click', (event) => {
    event.stopPropagation();
    onClick(sign.key);
  });
  return button;
}
