import { beforeEach, describe, expect, it } from '@jest/globals';
import type { IntakeStore } from '../port/intake-store.ts';
import type { Submission } from '../port/submission.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const submission = (id: string, change: Partial<Submission> = {}): Submission => ({
  id,
  service: 'urn:hund',
  receivedAt: '2026-11-20T08:00:00.000Z',
  data: { halter: 'Erika', umlaut: 'äöü', nul: 'a\u0000b' },
  original: { id: 'data', fileName: 'antrag.json', mediaType: 'application/json', content: bytes('{"a":1}') },
  attachments: [
    { id: 'a1', fileName: '../../x.pdf', mediaType: 'application/pdf', content: new Uint8Array([0, 255, 128, 10]) },
  ],
  acknowledgement: { tags: ['x'] },
  ...change,
});
const problem = { code: 'HASH_MISMATCH', detail: 'Expected …, but …', part: 'data' };

/** What every {@link IntakeStore} must do; run it against each implementation. `open` answers with an empty one. */
export function intakeStoreConformance(name: string, open: () => Promise<IntakeStore>): void {
  describe(`the intake store of ${name}`, () => {
    let store: IntakeStore;
    beforeEach(async () => {
      store = await open();
    });

    it('given a submission, when it is kept, then data and every byte come back as they were', async () => {
      expect(await store.keep('s', submission('1'))).toBe(true);
      expect(await store.find('s', '1')).toMatchObject({
        sourceId: 's',
        submissionId: '1',
        state: 'stored',
        service: 'urn:hund',
        receivedAt: '2026-11-20T08:00:00.000Z',
        problems: [],
        acknowledgement: { tags: ['x'] },
        instanceId: null,
        number: null,
      });
      expect(await store.data('s', '1')).toEqual({ halter: 'Erika', umlaut: 'äöü', nul: 'a\u0000b' });
      const files = await store.files('s', '1');
      expect(files.map(({ id, fileName, mediaType }) => [id, fileName, mediaType])).toEqual([
        ['data', 'antrag.json', 'application/json'],
        ['a1', '../../x.pdf', 'application/pdf'],
      ]);
      expect(files.map(({ content }) => [...content])).toEqual([[...bytes('{"a":1}')], [0, 255, 128, 10]]);
    });

    it('given one that is there, when it is kept again at once, then exactly one did and nothing has changed', async () => {
      const kept = await Promise.all([1, 2, 3].map((n) => store.keep('s', submission('1', { data: { n } }))));
      expect(kept.filter(Boolean)).toHaveLength(1);
      expect(await store.data('s', '1')).toEqual({ n: kept.indexOf(true) + 1 });
      expect(await store.files('s', '1')).toHaveLength(2);
      expect(await store.keep('other', submission('1'))).toBe(true);
    });

    it('given something unknown, then there is nothing', async () => {
      expect(await store.find('s', 'x')).toBeUndefined();
      expect(await store.files('s', 'x')).toEqual([]);
      expect(await store.advance('s', 'x', 'stored', 'accepted')).toBe(false);
    });

    it('given several callers, when they move it on, then exactly one does', async () => {
      await store.keep('s', submission('1'));
      const moved = await Promise.all([1, 2, 3].map(() => store.advance('s', '1', 'stored', 'accepted')));
      expect(moved.filter(Boolean)).toHaveLength(1);
      await store.number('s', '1', 'HS-2026-0001');
      await store.number('s', '1', 'HS-2026-0002');
      expect(await store.advance('s', '1', 'accepted', 'started', { instanceId: 'i', problems: [problem] })).toBe(true);
      expect(await store.find('s', '1')).toMatchObject({
        state: 'started',
        instanceId: 'i',
        number: 'HS-2026-0001',
        problems: [problem],
      });
    });

    it('given entries in every state, then only those on their way are unfinished, oldest first', async () => {
      await store.keep('s', submission('new', { receivedAt: '2026-11-20T09:00:00.000Z' }));
      await store.keep('s', submission('old', { receivedAt: '2026-11-20T07:00:00.000Z' }));
      await store.keep('s', submission('done'));
      await store.advance('s', 'done', 'stored', 'started', { instanceId: 'i' });
      await store.keepProblems('s', 'bad', {
        state: 'doubtful',
        problems: [problem],
        acknowledgement: null,
        received: [],
      });
      await store.keep('other', submission('1'));
      expect((await store.unfinished('s')).map(({ submissionId }) => submissionId)).toEqual(['old', 'new']);
    });

    it('given something unreadable, when its problems are kept, then its bytes are, too, and only once', async () => {
      const received = [{ id: 'raw', fileName: 'x\u0000.bin', mediaType: 'application/jose', content: bytes('junk') }];
      const kept = { state: 'refusing', problems: [problem], acknowledgement: { a: 1 }, received } as const;
      expect(await store.keepProblems('s', '1', kept)).toBe(true);
      expect(await store.keepProblems('s', '1', { ...kept, problems: [] })).toBe(false);
      expect(await store.find('s', '1')).toMatchObject({
        state: 'refusing',
        problems: [problem],
        acknowledgement: { a: 1 },
      });
      expect((await store.files('s', '1')).map(({ content }) => [...content])).toEqual([[...bytes('junk')]]);
      expect(await store.data('s', '1')).toBeNull();
      expect((await store.unfinished('s')).map(({ submissionId }) => submissionId)).toEqual(['1']);
    });

    it('given one that a person must look at, when it is held, then it is not on its way and keeps its data', async () => {
      await store.keep('s', submission('1'));
      expect(await store.hold('s', '1', 'accepted', [problem])).toBe(false);
      expect(await store.hold('s', '1', 'stored', [problem])).toBe(true);
      expect(await store.find('s', '1')).toMatchObject({ state: 'doubtful', problems: [problem] });
      expect(await store.unfinished('s')).toEqual([]);
      expect(await store.data('s', '1')).not.toBeNull();
    });
  });
}
