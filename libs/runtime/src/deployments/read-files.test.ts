import { describe, expect, it } from '@jest/globals';
import { createExpressionLanguage } from '#expressions';
import { createDmnEvaluator } from '../decisions/dmn-evaluator.ts';
import { createCalendar } from '../time/iso-calendar.ts';
import { triggerFindings } from './check-files.ts';
import { readFiles } from './read-files.ts';

const DMN = 'https://www.omg.org/spec/DMN/20191111/MODEL/';

/** A model with one decision that answers a text, and imports. */
function model(name: string, decisionId: string, imports: readonly string[] = []) {
  const lines = imports.map((other) => `<import namespace="urn:${other}" name="${other}" importType="${DMN}"/>`);
  const text = `<definitions xmlns="${DMN}" id="m-${name}" name="${name}" namespace="urn:${name}">${lines.join('')}
    <decision id="${decisionId}" name="${name}"><literalExpression><text>"${name}"</text></literalExpression></decision>
  </definitions>`;
  return { name: `${name}.dmn`, content: new TextEncoder().encode(text) };
}

const parts = {
  decisions: createDmnEvaluator(),
  calendar: createCalendar('Europe/Berlin'),
  clock: { now: () => Date.parse('2026-01-05T08:00:00Z') },
};
const read = (...files: readonly ReturnType<typeof model>[]) => readFiles(files, parts, { strict: false });

describe('reading the decisions of a deployment', () => {
  it('given two imported models that share an id, then it is reached through the imports only, with a warning each', async () => {
    const { decisions, findings } = await read(
      model('letter', 'top', ['north', 'south']),
      model('north', 'same'),
      model('south', 'same'),
    );
    expect(decisions.map(({ key, resource, imports }) => [key, resource, imports])).toEqual([
      ['top', 'letter.dmn', ['north.dmn', 'south.dmn']],
    ]);
    expect(findings.map(({ code, severity, resource }) => [code, severity, resource])).toEqual([
      ['DECISION_ONLY_IMPORTED', 'warning', 'north.dmn'],
      ['DECISION_ONLY_IMPORTED', 'warning', 'south.dmn'],
    ]);
  });

  it('given two models with the same id and no import, then the second is refused', async () => {
    const { findings } = await read(model('north', 'same'), model('south', 'same'));
    expect(findings.map(({ code, severity, resource }) => [code, severity, resource])).toEqual([
      ['KEY_TWICE', 'error', 'south.dmn'],
    ]);
  });

  it('given imports through others, then all of them count as imported', async () => {
    const { decisions, findings } = await read(model('a', 'a', ['b']), model('b', 'b', ['c']), model('c', 'c'));
    expect(decisions.map(({ key, imports }) => [key, imports])).toEqual([
      ['a', ['b.dmn', 'c.dmn']],
      ['b', ['c.dmn']],
      ['c', []],
    ]);
    expect(findings).toEqual([]);
  });

  it.each([
    ['itself', [model('a', 'a', ['a'])], 'DMN_IMPORT_CYCLE'],
    ['each other', [model('a', 'a', ['b']), model('b', 'b', ['a'])], 'DMN_IMPORT_CYCLE'],
    ['a model nobody has', [model('a', 'a', ['b'])], 'DMN_IMPORT_MISSING'],
    [
      'a namespace of two files',
      [model('a', 'a', ['b']), model('b', 'b'), { ...model('b', 'c'), name: 'c.dmn' }],
      'DMN_IMPORT_AMBIGUOUS',
    ],
  ])('given models that import %s, then that is an error', async (_what, files, code) => {
    const { findings } = await read(...files);
    expect(findings.filter(({ severity }) => severity === 'error').map((finding) => finding.code)).toContain(code);
  });
});

/** A process that waits at an intermediate event, between two people's steps and on a boundary. */
const waiting = (place: 'timeDate' | 'timeDuration' | 'timeCycle', text: string) => ({
  name: 'warten.bpmn',
  content: new TextEncoder()
    .encode(`<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="urn:d">
    <process id="p" isExecutable="true"><startEvent id="s"/>
    <intermediateCatchEvent id="w" name="Frist"><timerEventDefinition id="t"><${place}>${text}</${place}></timerEventDefinition></intermediateCatchEvent>
    <endEvent id="e"/><sequenceFlow id="f" sourceRef="s" targetRef="w"/><sequenceFlow id="g" sourceRef="w" targetRef="e"/></process>
  </definitions>`),
});

describe('reading the timers of a deployment', () => {
  it.each([
    ['timeDate', '2026-02-30', 'TIMER_DATE_IMPOSSIBLE', '2030-02-28'],
    ['timeDuration', 'P999999Y', 'TIMER_DURATION_IMPOSSIBLE', 'P14D'],
    ['timeDuration', '-PT1H', 'TIMER_DURATION_IMPOSSIBLE', 'P14D'],
    ['timeCycle', 'R0/PT1H', 'TIMER_CYCLE_IMPOSSIBLE', 'R3/PT10H'],
    ['timeCycle', 'R3/PT0S', 'TIMER_CYCLE_IMPOSSIBLE', 'R3/PT10H'],
    ['timeCycle', 'R/P1D/2020-12-31', 'TIMER_CYCLE_IMPOSSIBLE', 'R3/PT10H'],
    ['timeCycle', '99 99 * * rubbish', 'TIMER_CYCLE_IMPOSSIBLE', 'MON-FRI'],
    ['timeCycle', '0 0 8 30 2 ?', 'TIMER_CYCLE_IMPOSSIBLE', 'MON-FRI'],
  ] as const)(
    'given %s %s, which never comes, then it is refused at its element and both languages say what to write',
    async (place, text, code, instead) => {
      const { findings } = await read(waiting(place, text));
      const errors = findings.filter(({ severity }) => severity === 'error');
      expect(errors).toMatchObject([{ code, elementId: 'w', resource: 'warten.bpmn' }]);
      for (const words of [errors[0]?.message, errors[0]?.messageDe]) {
        expect(words).toContain(text);
        expect(words).toContain(instead);
      }
    },
  );

  it.each([
    ['timeDate', '2020-01-31'],
    ['timeDate', '2028-02-29T08:00:00+01:00'],
    ['timeDuration', 'P7000Y'],
    ['timeCycle', 'R1/PT1H'],
    ['timeCycle', 'R/P1D'],
    ['timeCycle', '0 0 8 29 2 ?'],
    ['timeCycle', '0 0 8 ? * MON-FRI *'],
  ] as const)('given %s %s, which comes, then nothing is said of it', async (place, text) => {
    const { findings } = await read(waiting(place, text));
    expect(findings.filter(({ code }) => code.startsWith('TIMER_'))).toEqual([]);
  });

  it('given a start event whose date does not exist, then it is told once', async () => {
    const { name, content } = waiting('timeDate', '2026-02-30');
    const text = new TextDecoder().decode(content).replaceAll('intermediateCatchEvent', 'startEvent');
    const files = await read({ name, content: new TextEncoder().encode(text) });
    const found = [
      ...files.findings,
      ...triggerFindings(files, { ...parts, expressions: createExpressionLanguage(), ids: { next: () => 'one' } }),
    ];
    expect(found.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toEqual([
      'TIMER_DATE_IMPOSSIBLE',
    ]);
  });
});
