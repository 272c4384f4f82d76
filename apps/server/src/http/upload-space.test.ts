import { describe, expect, it } from '@jest/globals';
import { UploadSpace } from './upload-space.ts';

const limits = { bytes: 100, uploads: 3, uploadsOfAddress: 2 };
const refusal = (work: () => void): unknown => {
  try {
    work();
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
  return undefined;
};

describe('the memory uploads of strangers may fill together', () => {
  it('given one address with as many uploads as it may have, then it waits, and others do not', () => {
    const space = new UploadSpace(limits);
    const first = space.admit('a');
    space.admit('a');
    expect(refusal(() => space.admit('a'))).toBe('TOO_MANY_ATTEMPTS');
    space.admit('b');
    expect(refusal(() => space.admit('c'))).toBe('TOO_BUSY');
    first.leave();
    first.leave();
    expect(refusal(() => space.admit('c'))).toBeUndefined();
    expect(refusal(() => space.admit('d'))).toBe('TOO_BUSY');
  });

  it('given uploads that fill it together, then the one too many is refused until another has left', () => {
    const space = new UploadSpace(limits);
    const [first, second] = [space.admit('a'), space.admit('b')];
    first.take(60);
    second.take(40);
    expect(refusal(() => second.take(1))).toBe('TOO_BUSY');
    first.leave();
    expect(refusal(() => second.take(60))).toBeUndefined();
    expect(refusal(() => second.take(1))).toBe('TOO_BUSY');
  });
});
