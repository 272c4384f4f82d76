import { describe, expect, it } from '@jest/globals';
import { PeopleDirectory } from './people-directory.ts';

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

describe('the names of people', () => {
  it('given names met at the same moment, then they are asked for once and together, and screens hear of the answer', async () => {
    const questions: (readonly string[])[] = [];
    const directory = new PeopleDirectory((names) => {
      questions.push(names);
      return Promise.resolve({ adam: 'Klara Adam' });
    });
    let heard = 0;
    directory.subscribe(() => (heard += 1));
    expect([directory.nameOf('adam'), directory.nameOf('weg'), directory.nameOf('adam')]).toEqual([
      'adam',
      'weg',
      'adam',
    ]);
    await settled();
    expect([directory.nameOf('adam'), directory.nameOf('weg')]).toEqual(['Klara Adam', 'weg']);
    await settled();
    expect(questions).toEqual([['adam', 'weg']]);
    expect(heard).toBe(1);
  });

  it('given no answer, then the log-in name stays and the next screen asks again', async () => {
    let reachable = false;
    const directory = new PeopleDirectory(() =>
      reachable ? Promise.resolve({ adam: 'Klara Adam' }) : Promise.reject(new Error('no answer')),
    );
    directory.nameOf('adam');
    await settled();
    reachable = true;
    expect(directory.nameOf('adam')).toBe('adam');
    await settled();
    expect(directory.nameOf('adam')).toBe('Klara Adam');
  });

  it('given more names than one question may hold, then several are asked', async () => {
    const sizes: number[] = [];
    const directory = new PeopleDirectory((names) => {
      sizes.push(names.length);
      return Promise.resolve({});
    });
    for (let each = 0; each < 230; each += 1) directory.nameOf(`person${each}`);
    await settled();
    expect(sizes).toEqual([100, 100, 30]);
  });
});
