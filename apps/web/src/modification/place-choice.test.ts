import { describe, expect, it } from '@jest/globals';
import type { CasePlace, InstanceDetail, Token } from '../api/contracts.ts';
import { german } from '../language/german/german.ts';
import { caseChange, possibleSide, type Chosen } from './case-change.ts';
import { placeChoices } from './place-choice.ts';

const token = (elementInstanceId: string, nodeId: string, more: Partial<Token> = {}): Token => ({
  elementInstanceId,
  nodeId,
  nodeType: 'userTask',
  hasIncident: false,
  ...more,
});
const standingAt = (...tokens: readonly Token[]): Pick<InstanceDetail, 'tokens'> => ({ tokens });
const rounds = standingAt(
  token('body', 'sub', { name: 'Anhörung' }),
  token('one', 'sub', { name: 'Anhörung', parentId: 'body', variables: { loopCounter: 1, nachbar: 'Becker' } }),
  token('two', 'sub', { name: 'Anhörung', parentId: 'body', variables: { loopCounter: 2 } }),
  token('a', 'ask', { name: 'Fragen', parentId: 'one' }),
  token('b', 'ask', { name: 'Fragen', parentId: 'two' }),
);

describe('places where a case stands', () => {
  it('given rounds of the same step, then data or number tell them apart', () => {
    expect(placeChoices(rounds, german, false).map(({ value, label, inner }) => [value, label, inner])).toEqual([
      ['body', 'Anhörung: alle 2', false],
      ['one', 'Anhörung · Becker', false],
      ['two', 'Anhörung · Durchlauf 2', false],
      ['a', 'Fragen · Becker', true],
      ['b', 'Fragen · Durchlauf 2', true],
    ]);
  });

  it('given that all may be cancelled at once, then that is a choice of its own before them', () => {
    const labels = placeChoices(rounds, german, true).map(({ label }) => label);
    expect(labels.slice(-3)).toEqual(['Fragen: alle 2', 'Fragen · Becker', 'Fragen · Durchlauf 2']);
  });
});

describe('the change that was chosen', () => {
  const place = (more: Partial<CasePlace> = {}): CasePlace => ({
    nodeId: 'x',
    nodeType: 'userTask',
    scopeId: 'p',
    ...more,
  });
  const [from] = placeChoices(standingAt(token('t', 'task')), german, false);
  const chosen: Chosen = { kind: 'move', from, to: place(), side: 'before', ancestorId: undefined };

  it('given everything that is needed, then it is a change; before that it is none', () => {
    expect(caseChange(chosen)).toEqual({ kind: 'move', elementInstanceId: 't', nodeId: 'x', position: 'before' });
    expect(caseChange({ ...chosen, to: undefined })).toBeUndefined();
    expect(caseChange({ ...chosen, kind: 'cancel' })).toEqual({ kind: 'cancel', elementInstanceId: 't' });
    expect(caseChange({ ...chosen, kind: 'begin', side: 'after' })).toEqual({ kind: 'startAfter', nodeId: 'x' });
  });

  it('given several running scopes, then one of them must be named', () => {
    const to = place({ ancestors: ['one', 'two'] });
    expect(caseChange({ ...chosen, kind: 'begin', to })).toBeUndefined();
    expect(caseChange({ ...chosen, kind: 'begin', to, ancestorId: 'other' })).toBeUndefined();
    expect(caseChange({ ...chosen, kind: 'begin', to, ancestorId: 'two' })).toMatchObject({ ancestorId: 'two' });
    expect(caseChange({ ...chosen, to })).toMatchObject({ kind: 'move' });
  });

  it('given a side that is not possible, then the other is meant, or none', () => {
    expect(possibleSide(place({ before: 'boundaryEvent' }), 'before')).toBe('after');
    expect(possibleSide(place({ before: 'eventSubProcess', after: 'noFlow' }), 'before')).toBeUndefined();
  });
});
