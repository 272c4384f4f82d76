import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { SETTING_TABLE } from '#platform';

interface Service {
  readonly image?: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes?: readonly string[];
  readonly deploy?: { readonly replicas: number };
}

const compose = parse(readFileSync('docker/compose.yaml', 'utf8'), { merge: true }) as {
  readonly services: Readonly<Record<string, Service>>;
};
const dockerfile = readFileSync('docker/Dockerfile', 'utf8');
const known = new Set<string>(Object.values(SETTING_TABLE).map((row) => row.variable));

/** A compiled program a container starts comes from a source that exists. */
const sourceOf = (program: string) => program.replace(/^dist\//, '').replace(/\.js$/, '.ts');
const programsIn = (text: string) => text.match(/dist\/[\w/.-]+\.js/g) ?? [];

describe('the container files', () => {
  it('start programs that exist', () => {
    const commands = Object.values(compose.services).flatMap((service) => service.command ?? []);
    const programs = [...programsIn(dockerfile), ...programsIn(commands.join(' '))];
    expect(programs.length).toBeGreaterThan(1);
    expect(programs.filter((program) => !existsSync(sourceOf(program)))).toEqual([]);
  });

  it('copy files and folders that exist', () => {
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, sources = '']) =>
      sources.split(' '),
    );
    expect(copied.filter((source) => source !== '.' && !existsSync(source))).toEqual([]);
  });

  it('run the scaled way: PostgreSQL, Redis, a server and two workers of one image', () => {
    const { server, worker, postgres, redis } = compose.services;
    expect([server?.image, worker?.image]).toEqual(['laufzettel', 'laufzettel']);
    expect(worker?.deploy?.replicas).toBe(2);
    expect([postgres?.image, redis?.image].every((image) => /^(postgres|redis):\d+$/.test(image ?? ''))).toBe(true);
  });

  it('set only settings the programs know', () => {
    const { server, worker } = compose.services;
    const set = [...Object.keys(server?.environment ?? {}), ...Object.keys(worker?.environment ?? {})];
    expect(set).toEqual(expect.arrayContaining(['DATABASE_URL', 'REDIS_URL']));
    expect(set.filter((variable) => !known.has(variable))).toEqual([]);
  });

  it('keep the files of documents in one folder that all programs share', () => {
    const { server, worker } = compose.services;
    const folder = /^ENV LAUFZETTEL_DATA=(\S+)$/m.exec(dockerfile)?.[1] ?? '';
    expect([server?.volumes, worker?.volumes]).toEqual([[`data:${folder}`], [`data:${folder}`]]);
  });

  it('use a Node.js release with long-term support from 24 on', () => {
    const majors = [...dockerfile.matchAll(/FROM node:(\d+)/g)].map(([, major]) => Number(major));
    expect(majors.length).toBeGreaterThan(0);
    expect(majors.every((major) => major >= 24 && major % 2 === 0)).toBe(true);
  });
});
