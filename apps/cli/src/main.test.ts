import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { emptyTestDatabase, type TestDatabase } from '#testkit';
import { answersOf } from './commands/complete.ts';
import { EXIT } from './cli-error.ts';
import { main } from './main.ts';
import { table } from './terminal.ts';
import { collectVariable } from './variable-option.ts';

/** Runs a command and keeps what it wrote. */
async function run(words: readonly string[], environment: Readonly<Record<string, string>> = {}, secret?: string) {
  const written = { out: '', err: '' };
  const terminal = {
    out: (text: string) => void (written.out += text),
    err: (text: string) => void (written.err += text),
    askSecret: () => Promise.resolve(secret),
  };
  return { exit: await main(words, terminal, environment), ...written };
}

describe('the command line', () => {
  it('given no or an unknown command, then help and the code for wrong usage', async () => {
    expect(await run([])).toMatchObject({ exit: EXIT.usage, err: expect.stringContaining('deploy') });
    expect(await run(['depoly'])).toMatchObject({
      exit: EXIT.usage,
      err: expect.stringContaining('Did you mean deploy?'),
    });
    expect(await run(['--help'])).toMatchObject({ exit: EXIT.done, out: expect.stringContaining('incidents') });
    expect(await run(['start'])).toMatchObject({ exit: EXIT.usage });
    expect(await run(['start', 'x', '--var', 'y'])).toMatchObject({
      exit: EXIT.usage,
      err: expect.stringContaining('name=value'),
    });
    expect(await run(['tasks', '--scope', 'theirs'], { LAUFZETTEL_USER: 'x' }, 'x')).toMatchObject({
      exit: EXIT.usage,
    });
  });

  it('given no server, then it says where it looked and how to start one', async () => {
    const { exit, err } = await run(['tasks'], { LAUFZETTEL_URL: 'http://127.0.0.1:9' });
    expect(exit).toBe(EXIT.unreachable);
    expect(err).toContain('http://127.0.0.1:9');
    expect(err).toContain('npm start');
  });

  it('given a file that is not there, then wrong usage, and nobody is asked', async () => {
    expect(await run(['deploy', 'missing.bpmn'])).toMatchObject({
      exit: EXIT.usage,
      err: expect.stringContaining('missing.bpmn'),
    });
  });

  it('given bad settings, then all are told', async () => {
    const { exit, err } = await run(['doctor'], { PORT: 'x', LAUFZETTEL_URL: 'ftp://x' });
    expect(exit).toBe(EXIT.refused);
    expect(err).toMatch(/PORT[^]*LAUFZETTEL_URL/);
  });
});

describe('variables and answers', () => {
  it('given values, then JSON is taken as such and the rest as text', () => {
    const variables = ['a=1', 'b=true', 'c="1"', 'd=Müller & Co', 'e={"x":[1]}', 'f=x=y', '__proto__=1'].reduce(
      (before, text) => collectVariable(text, before),
      {},
    );
    expect(Object.entries(variables)).toEqual([
      ['a', 1],
      ['b', true],
      ['c', '1'],
      ['d', 'Müller & Co'],
      ['e', { x: [1] }],
      ['f', 'x=y'],
      ['__proto__', 1],
    ]);
  });

  const asks = [
    {
      gatewayId: 'G1',
      text: 'Vollständig?',
      multiple: false,
      answers: [
        { flowId: 'F1', label: 'Ja' },
        { flowId: 'F2', label: 'Nein' },
      ],
    },
    {
      gatewayId: 'G2',
      text: 'Anhören?',
      multiple: true,
      answers: [
        { flowId: 'F3', label: 'Nachbarn' },
        { flowId: 'F4', label: 'Nein' },
      ],
    },
  ];

  it('given labels or flow ids, then they become answers; what fits several needs its gateway', () => {
    expect(answersOf(asks, ['ja', 'Nachbarn', 'G2=Nein'])).toEqual({ G1: ['F1'], G2: ['F3', 'F4'] });
    expect(answersOf(asks, ['F2'])).toEqual({ G1: ['F2'] });
    expect(() => answersOf(asks, ['Nein'])).toThrow(/fits several/);
    expect(() => answersOf(asks, ['Vielleicht'])).toThrow(/Ja \| Nein/);
    expect(() => answersOf([], ['Ja'])).toThrow(/asks nothing/);
  });

  it('given rows, then columns are aligned', () => {
    expect(
      table(
        ['A', 'B'],
        [
          ['Müller', 'x'],
          ['y', ''],
        ],
      ),
    ).toBe('A       B\nMüller  x\ny\n');
  });
});

describe('accounts on the database', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await emptyTestDatabase();
  }, 60_000);
  afterAll(() => database.drop());

  it('given an empty database, then it is migrated once, and the first account is added and listed', async () => {
    const environment = { DATABASE_URL: database.url };
    expect(await run(['doctor'], environment)).toMatchObject({
      exit: EXIT.refused,
      out: expect.stringContaining('✗ schema'),
    });
    expect(await run(['migrate'], environment)).toMatchObject({
      exit: EXIT.done,
      out: expect.stringContaining('CreateUsersAndSessions'),
    });
    expect(await run(['migrate'], environment)).toMatchObject({ exit: EXIT.done, out: 'Everything is up to date.\n' });
    expect(await run(['doctor', '--json', '--url', 'http://127.0.0.1:9'], environment)).toMatchObject({
      exit: EXIT.done,
    });
    expect(await run(['user', 'list'], environment)).toMatchObject({ out: 'No accounts.\n' });
    const words = ['user', 'add', 'adam', '--role', 'clerk', '--role', 'head', '--group', 'Amt 66'];
    expect(await run(words, environment, 'kurz')).toMatchObject({
      exit: EXIT.refused,
      err: expect.stringContaining('password'),
    });
    expect(await run(words, environment)).toMatchObject({ exit: EXIT.usage });
    expect(await run(words, environment, 'lang genug!')).toMatchObject({ exit: EXIT.done });
    expect(await run(words, environment, 'lang genug!')).toMatchObject({
      exit: EXIT.refused,
      err: expect.stringContaining('exists'),
    });
    const listed = await run(['user', 'list', '--json'], environment);
    expect(JSON.parse(listed.out)).toEqual([
      { name: 'adam', displayName: 'adam', roles: ['clerk', 'head'], groups: ['Amt 66'] },
    ]);
    const program = ['user', 'add', 'ledger', '--role', 'worker', '--topic', 'ledger', '--topic', 'fee-*'];
    expect(await run(program, environment, 'lang genug!')).toMatchObject({ exit: EXIT.done });
    expect(await run(['user', 'topics', 'ledger', '--topic', 'booking', '--json'], environment)).toMatchObject({
      exit: EXIT.done,
      out: expect.stringContaining('booking'),
    });
    expect(await run(['user', 'topics', 'ledger', '--topic', 'a*b'], environment)).toMatchObject({
      exit: EXIT.refused,
    });
    expect(await run(['user', 'topics', 'nobody'], environment)).toMatchObject({ exit: EXIT.refused });
    expect(await run(['user', 'list'], environment)).toMatchObject({ out: expect.stringMatching(/ledger .* booking/) });
  }, 60_000);
});
