import { describe, expect, it } from '@jest/globals';
import { importBpmn } from '../bpmn-import.ts';

const flow = (from: string, to: string) => `<sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}"/>`;
const way = (...nodes: string[]) =>
  nodes
    .slice(1)
    .map((to, index) => flow(nodes[index] ?? '', to))
    .join('');
const task = (id: string, inner = '') => `<userTask id="${id}" name="${id}">${inner}</userTask>`;
const events = '<startEvent id="s"/><endEvent id="e"/>';
const diamond = (split: string, more = '') =>
  `${events}<${split} id="x"/>${task('a')}${task('b')}<parallelGateway id="join"/>${way('s', 'x', 'a', 'join', 'e')}${way('x', 'b', 'join')}${more}`;

async function found(body: string): Promise<readonly (readonly [string, string | undefined])[]> {
  const { findings } = await importBpmn(
    `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t"><process id="P">${body}</process></definitions>`,
  );
  return findings
    .filter(({ code }) => /^(JOIN|WAY|MERGE)_/.test(code))
    .map(({ code, elementId }) => [code, elementId] as const);
}

describe('joins that wait for ever', () => {
  it('given a parallel join behind an exclusive split, then it is told', async () => {
    expect(await found(diamond('exclusiveGateway'))).toEqual([['JOIN_WAITS_FOR_EVER', 'join']]);
    expect(await found(diamond('eventBasedGateway'))).toEqual([['JOIN_WAITS_FOR_EVER', 'join']]);
  });

  it('given a parallel split before it, then nothing is told', async () => {
    expect(await found(diamond('parallelGateway'))).toEqual([]);
  });

  it.each(['inclusiveGateway', 'complexGateway'])(
    'given a %s before it, then it is told that not all ways may be taken',
    async (split) => {
      expect(await found(diamond(split))).toEqual([['JOIN_MAY_WAIT_FOR_EVER', 'join']]);
    },
  );

  it('given any other source of a second token on the way, then it is told as a possibility only', async () => {
    const boundary =
      '<boundaryEvent id="b1" attachedToRef="a" cancelActivity="false"><timerEventDefinition/></boundaryEvent>';
    const possible = [['JOIN_MAY_WAIT_FOR_EVER', 'join']];
    expect(await found(diamond('exclusiveGateway', `${boundary}${flow('b1', 'b')}`))).toEqual(possible);
    expect(await found(diamond('exclusiveGateway', `${task('c')}${way('s', 'c', 'x')}`))).toEqual(possible);
  });

  it('given a parallel block around the choice, then the choice is still found', async () => {
    const inner = `<exclusiveGateway id="x"/>${task('a')}${task('b')}<parallelGateway id="join"/>${way('x', 'a', 'join')}${way('x', 'b', 'join')}`;
    const body = `${events}<parallelGateway id="f"/>${inner}${task('c')}<parallelGateway id="g"/>${way('s', 'f', 'x')}${way('join', 'g', 'e')}${way('f', 'c', 'g')}`;
    expect(await found(body)).toEqual([['JOIN_WAITS_FOR_EVER', 'join']]);
  });

  it('given a loop that could bring a second token only through the join itself, then it is found', async () => {
    const body = `${events}${task('a')}${task('b')}<parallelGateway id="join"/><parallelGateway id="f"/>${way('s', 'a', 'join', 'f', 'e')}${way('f', 'b', 'join')}`;
    expect(await found(body)).toEqual([['JOIN_WAITS_FOR_EVER', 'join']]);
  });

  it('given an interrupting boundary event, then there is still one token only', async () => {
    const boundary = '<boundaryEvent id="b1" attachedToRef="a"><timerEventDefinition/></boundaryEvent>';
    const body = `${events}${task('a')}${boundary}<parallelGateway id="join"/>${way('s', 'a', 'join', 'e')}${flow('b1', 'join')}`;
    expect(await found(body)).toEqual([['JOIN_WAITS_FOR_EVER', 'join']]);
  });

  it('given several start events of a process, then they are alternatives; in a subprocess they are not', async () => {
    const starts = `<startEvent id="s1"/><startEvent id="s2"/><parallelGateway id="join"/><endEvent id="e"/>${way('s1', 'join', 'e')}${flow('s2', 'join')}`;
    expect(await found(starts)).toEqual([['JOIN_WAITS_FOR_EVER', 'join']]);
    expect(await found(`<startEvent id="s"/><subProcess id="sub">${starts}</subProcess>${flow('s', 'sub')}`)).toEqual(
      [],
    );
  });

  it('given a flow from where no token ever is, then it is told', async () => {
    const body = `${events}<startEvent id="s0"/><parallelGateway id="fork"/>${task('a')}${task('b')}${task('c')}${task('d')}<parallelGateway id="join"/>${way('s', 'fork', 'a', 'join', 'e')}${way('fork', 'b', 'join')}${way('c', 'd', 'join')}${flow('d', 'c')}`;
    expect(await found(body)).toEqual([['JOIN_FLOW_NEVER_TAKEN', 'join']]);
  });
});

describe('joins that may wait for ever', () => {
  const block = (more: string) =>
    `${events}<parallelGateway id="f"/>${task('a')}${task('b')}<parallelGateway id="join"/>${way('s', 'f', 'a', 'join', 'e')}${way('f', 'b')}${more}`;
  const timer = (id: string, host: string, attributes = '') =>
    `<boundaryEvent id="${id}" attachedToRef="${host}" ${attributes}><timerEventDefinition/></boundaryEvent>`;

  it('given a branch that may be left before the join, then it is told', async () => {
    const left = `<exclusiveGateway id="x"/><endEvent id="e2"/>${way('b', 'x', 'join')}${flow('x', 'e2')}`;
    expect(await found(block(left))).toEqual([['JOIN_MAY_WAIT_FOR_EVER', 'join']]);
    const late = `${way('b', 'join')}${timer('late', 'b')}<endEvent id="e2"/>${flow('late', 'e2')}`;
    expect(await found(block(late))).toEqual([['JOIN_MAY_WAIT_FOR_EVER', 'join']]);
  });

  it('given a flow only an event beside the way leads to, then it is told', async () => {
    const beside = `${way('b', 'join')}${timer('reminder', 'b', 'cancelActivity="false"')}${flow('reminder', 'join')}`;
    expect(await found(block(beside))).toEqual([['JOIN_MAY_WAIT_FOR_EVER', 'join']]);
  });

  it('given a branch that can only be repeated or ends everything, then nothing is told', async () => {
    const again = `<exclusiveGateway id="x"/>${way('b', 'x', 'join')}${flow('x', 'b')}`;
    expect(await found(block(again))).toEqual([]);
    const over = `<exclusiveGateway id="x"/><endEvent id="e2"><terminateEventDefinition/></endEvent>${way('b', 'x', 'join')}${flow('x', 'e2')}`;
    expect(await found(block(over))).toEqual([]);
  });

  it('given a choice whose ways meet again before the join, then nothing is told', async () => {
    const inner = `<exclusiveGateway id="x"/>${task('c')}${task('d')}<exclusiveGateway id="m"/>${way('b', 'x', 'c', 'm', 'join')}${way('x', 'd', 'm')}`;
    expect(await found(block(inner))).toEqual([]);
  });
});

describe('ways that never end', () => {
  const loop = `<startEvent id="s"/>${task('a')}${task('b')}${way('s', 'a', 'b', 'a')}`;

  it('given a loop without a way out, then it is told', async () => {
    expect(await found(loop)).toEqual([['WAY_NEVER_ENDS', 's']]);
  });

  it('given a way out, or something that ends it from outside, then nothing is told', async () => {
    expect(await found(`${loop}<endEvent id="e"/>${flow('b', 'e')}`)).toEqual([]);
    const around = `<startEvent id="s0"/><subProcess id="sub">${loop}</subProcess><boundaryEvent id="late" attachedToRef="sub"><timerEventDefinition/></boundaryEvent>${flow('s0', 'sub')}`;
    expect(await found(around)).toEqual([]);
    const terminated = `<startEvent id="s"/><parallelGateway id="f"/>${task('a')}${task('b')}${task('c')}<endEvent id="t"><terminateEventDefinition/></endEvent>${way('s', 'f', 'a', 'b', 'a')}${way('f', 'c', 't')}`;
    expect(await found(terminated)).toEqual([]);
  });
});

describe('merges that do everything behind them several times', () => {
  const merging = (split: string, more = '', after = 'c') =>
    `${events}<${split} id="x" name="Verteilen"/>${task('a')}${task('b')}<exclusiveGateway id="m"/>${task('c')}${way('s', 'x', 'a', 'm')}${way('x', 'b', 'm')}${way('m', after, ...(after === 'e' ? [] : ['e']))}${more}`;
  const twice = [['MERGE_MULTIPLIES', 'm']];

  it('given a parallel split into an exclusive merge with work behind it, then it is told with the ways and how often', async () => {
    expect(await found(merging('parallelGateway'))).toEqual(twice);
    const { findings } = await importBpmn(
      `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t"><process id="P">${merging('parallelGateway')}</process></definitions>`,
    );
    const { message } = findings.find(({ code }) => code === 'MERGE_MULTIPLIES') ?? {};
    expect(message?.de).toContain('„Verteilen“ geht der Vorgang auf 2 Wegen zugleich weiter (a / b)');
    expect(message?.de).toContain('geschieht 2-mal');
  });

  it.each([
    ['an exclusive split', merging('exclusiveGateway')],
    ['nothing but an end behind the merge', merging('parallelGateway', '', 'e').replace(task('c'), '')],
    [
      'an end that ends everything behind the merge',
      merging('parallelGateway').replace(
        '<endEvent id="e"/>',
        '<endEvent id="e"><terminateEventDefinition/></endEvent>',
      ),
    ],
  ])('given %s, then nothing is told', async (_, body) => {
    expect((await found(body)).filter(([code]) => code === 'MERGE_MULTIPLIES')).toEqual([]);
  });

  it('given a branch that may end before the merge, or is joined first, then nothing is told', async () => {
    const leaving = `<exclusiveGateway id="g"/><endEvent id="e2"/>${way('g', 'e2')}`;
    const mayEnd = merging('parallelGateway', leaving).replace(flow('a', 'm'), `${flow('a', 'g')}${flow('g', 'm')}`);
    expect((await found(mayEnd)).filter(([code]) => code === 'MERGE_MULTIPLIES')).toEqual([]);
    const joined = `${events}<parallelGateway id="x"/>${task('a')}${task('b')}<parallelGateway id="j"/><exclusiveGateway id="m"/>${task('c')}${way('s', 'x', 'a', 'j', 'm', 'c', 'e')}${way('x', 'b', 'j')}<exclusiveGateway id="l"/>${way('c', 'l', 'm')}`;
    expect((await found(joined)).filter(([code]) => code === 'MERGE_MULTIPLIES')).toEqual([]);
  });

  it('given a choice inside a branch that always comes to the merge, then it is still told', async () => {
    const inner = `<exclusiveGateway id="g"/>${task('a2')}${way('g', 'a2', 'm')}`;
    const body = merging('parallelGateway', inner).replace(flow('a', 'm'), `${flow('a', 'g')}${flow('g', 'm')}`);
    expect(await found(body)).toEqual(twice);
  });
});
