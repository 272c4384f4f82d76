import { describe, expect, it } from '@jest/globals';
import { batchStage } from './batch-stage.ts';

const batch = { suspended: false, waiting: 0, failed: 0 };

describe('how far a batch is', () => {
  it('given targets that wait, when shown, then it runs, also when some have failed, and rests while it is paused', () => {
    expect(batchStage({ ...batch, waiting: 3, failed: 1 })).toBe('running');
    expect(batchStage({ ...batch, waiting: 3, suspended: true })).toBe('paused');
  });

  it('given everything was tried, when something failed, then it is stuck until somebody acts', () => {
    expect(batchStage({ ...batch, failed: 1 })).toBe('stuck');
  });

  it('given all is done but its end not yet written down, when shown, then it still runs', () => {
    expect(batchStage(batch)).toBe('running');
  });

  it('given an end, when shown, then the end counts, whatever failed before', () => {
    expect(batchStage({ ...batch, failed: 2, outcome: 'canceled' })).toBe('canceled');
    expect(batchStage({ ...batch, outcome: 'completed' })).toBe('completed');
  });
});
