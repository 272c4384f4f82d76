import { describe, expect, it } from '@jest/globals';
import { inReadingOrder, partOfProcess, type BpmnDrawing, type DrawnStep } from './bpmn-drawing.ts';

const step = (id: string, ...targets: string[]): DrawnStep => ({
  id,
  type: 'task',
  name: id,
  outgoing: targets.map((target) => ({ flowId: `${id}-${target}`, label: '', target })),
});
const order = (...steps: DrawnStep[]): string =>
  inReadingOrder(steps)
    .map(({ id }) => id)
    .join(' ');

describe('telling a drawing in words', () => {
  it('given steps in any order of the file, when told, then along the flow from the start', () => {
    expect(order(step('end'), step('check', 'end'), step('start', 'check'))).toBe('start check end');
  });

  it('given two branches, when told, then the first branch comes to its end before the second begins', () => {
    expect(
      order(
        step('start', 'gate'),
        step('gate', 'a1', 'b1'),
        step('a1', 'a2'),
        step('b1', 'join'),
        step('a2', 'join'),
        step('join'),
      ),
    ).toBe('start gate a1 a2 b1 join');
  });

  it('given a loop back, when told, then each step appears exactly once and the loop is entered at its door', () => {
    expect(order(step('start', 'ask'), step('ask', 'gate'), step('gate', 'ask', 'end'), step('end'))).toBe(
      'start ask gate end',
    );
  });

  it('given a step nothing leads to inside a ring, when told, then it is not lost', () => {
    expect(order(step('a', 'b'), step('b', 'a'))).toBe('a b');
  });
});

describe('the part of a drawing that shows one process', () => {
  const shape = (id: string, x: number, y: number, width: number, height: number, look: 'frame' | 'task' = 'task') =>
    ({ id, look, x, y, width, height }) as const;
  const drawing: BpmnDrawing = {
    shapes: [
      shape('TownPool', 0, 0, 400, 100, 'frame'),
      shape('BankPool', 0, 150, 400, 100, 'frame'),
      shape('check', 50, 20, 100, 60),
      shape('pay', 50, 170, 100, 60),
    ],
    lines: [
      {
        id: 'own',
        dashed: false,
        points: [
          { x: 60, y: 50 },
          { x: 90, y: 50 },
        ],
      },
      {
        id: 'message',
        dashed: true,
        points: [
          { x: 60, y: 50 },
          { x: 60, y: 180 },
        ],
      },
    ],
    bounds: { x: 0, y: 0, width: 400, height: 250 },
    pools: new Map([
      ['town', 'TownPool'],
      ['bank', 'BankPool'],
    ]),
    steps: [],
  };

  it('given several pools, then only its own with what lies in it', () => {
    const { shapes, lines, bounds } = partOfProcess(drawing, 'bank');
    expect(shapes.map(({ id }) => id)).toEqual(['BankPool', 'pay']);
    expect(lines).toEqual([]);
    expect(bounds).toEqual({ x: 0, y: 150, width: 400, height: 100 });
    expect(partOfProcess(drawing, 'town').lines.map(({ id }) => id)).toEqual(['own']);
  });

  it('given one pool, or a process without one, then everything', () => {
    expect(partOfProcess(drawing, 'other')).toBe(drawing);
    const alone = { ...drawing, pools: new Map([['town', 'TownPool']]) };
    expect(partOfProcess(alone, 'town')).toBe(alone);
  });
});
