import { describe, expect, it } from '@jest/globals';
import type { MigrationElement, MigrationProposal } from '../api/contracts.ts';
import { changesOf, counterparts, mappingOf, needsALook, planMapping, withCounterpart } from './mapping.ts';

const element = (id: string, kind = 'userTask none none', more: Partial<MigrationElement> = {}): MigrationElement => ({
  id,
  kind,
  type: kind.split(' ')[0] ?? '',
  running: 0,
  ...more,
});
const timer = 'intermediateCatchEvent none timer';
const proposal: MigrationProposal = {
  source: { id: 'p:1', key: 'p', version: 1 },
  target: { id: 'p:2', key: 'p', version: 2 },
  running: 2,
  mapping: [
    { sourceId: 'A', targetId: 'A' },
    { sourceId: 'W', targetId: 'W' },
  ],
  elements: [element('A'), element('B', undefined, { running: 2 }), element('W', timer)],
  targets: [element('A'), element('B2'), element('W', timer), element('N', undefined, { scopeId: 'S' })],
};

describe('the mapping of a migration', () => {
  it('given changes in an address, then they are made to the proposed mapping, and those that name nothing are passed over', () => {
    const mapping = mappingOf(proposal, ['B>B2', 'A>', 'X>A', 'W>nowhere', 'broken']);
    expect([...mapping]).toEqual([
      ['W', 'W'],
      ['B', 'B2'],
    ]);
  });

  it('given a mapping, then its address says only what differs from the proposal, and reads back as it was', () => {
    const mapping = withCounterpart(withCounterpart(mappingOf(proposal, []), 'B', 'B2'), 'A', undefined);
    const changes = changesOf(proposal, mapping);
    expect(changes).toEqual(['A>', 'B>B2']);
    expect(new Map(mappingOf(proposal, changes))).toEqual(new Map(mapping));
    expect(changesOf(proposal, withCounterpart(mapping, 'A', 'A'))).toEqual(['B>B2']);
  });

  it('given an element, then it can become what is of its kind in the same subprocess, and stays what it was made', () => {
    const [, b] = proposal.elements;
    if (b === undefined) throw new Error('Expected an element.');
    const ids = (mapping = mappingOf(proposal, [])) => counterparts(b, proposal.targets, mapping).map(({ id }) => id);
    expect(ids()).toEqual(['A', 'B2']);
    expect(ids(new Map([['B', 'N']]))).toEqual(['A', 'B2', 'N']);
    const inner = element('I', undefined, { scopeId: 'T' });
    expect(counterparts(inner, proposal.targets, new Map([['T', 'S']])).map(({ id }) => id)).toEqual(['N']);
  });

  it('given what cases wait for, then it is begun anew only when wanted, and only where something is waited for', () => {
    const mapping = mappingOf(proposal, []);
    expect(planMapping(proposal, mapping, false)).toEqual(proposal.mapping);
    expect(planMapping(proposal, mapping, true)).toEqual([
      { sourceId: 'A', targetId: 'A' },
      { sourceId: 'W', targetId: 'W', updateTrigger: true },
    ]);
  });

  it('given an equal element where nothing runs, then nobody has to look at it', () => {
    const mapping = mappingOf(proposal, []);
    expect(proposal.elements.filter((each) => needsALook(each, mapping)).map(({ id }) => id)).toEqual(['B']);
  });
});
