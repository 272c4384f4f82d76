import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Value, Variables } from '#engine';

/** One executable case of the conformance kit; its format is described there. */
export interface BpmnCase {
  readonly id: string;
  readonly folder: string;
  readonly models: readonly string[];
  readonly expectDeploy: 'ok' | 'refused' | 'any';
  readonly start: StartStep | null;
  readonly steps: readonly CaseStep[];
  readonly expect: Expectation;
}

export interface StartStep {
  readonly processId: string;
  readonly variables: Variables;
}

export interface CaseStep {
  readonly message?: {
    readonly name: string;
    readonly correlationKeys?: Variables;
    readonly variables?: Variables;
  };
  readonly signal?: string;
  readonly fireTimer?: string;
  readonly completeTask?: string;
  readonly completeWork?: string;
  readonly throwError?: { readonly elementId: string; readonly code: string };
  readonly setVariables?: Variables;
  readonly start?: StartStep;
  /** Our own cases only: looks at conditional start events with these variables. */
  readonly startConditions?: Variables;
  readonly variables?: Variables;
}

interface Expectation {
  readonly outcome: string | readonly string[];
  readonly completed?: Readonly<Record<string, number>>;
  readonly tolerate?: Readonly<Record<string, readonly number[]>>;
  readonly absent?: readonly string[];
  readonly order?: readonly (readonly [string, string])[];
  readonly variables?: Readonly<Record<string, Value>>;
}

/** The cases of a suite, in the order of their names. */
export function readBpmnCases(folder: string): readonly BpmnCase[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => ({ folder, ...(JSON.parse(readFileSync(join(folder, name), 'utf8')) as Omit<BpmnCase, 'folder'>) }));
}

export function modelFile(kase: BpmnCase, model: string): Uint8Array {
  return readFileSync(join(kase.folder, model));
}
