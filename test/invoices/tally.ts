import { expect } from '@jest/globals';
import { keptScores } from './kit.ts';

/** Counts what agrees with the kit and keeps the names of what does not. */
export class Tally {
  private passed = 0;
  private total = 0;
  private readonly failures: string[] = [];

  constructor(private readonly measure: string) {}

  count(passes: boolean, failure: () => string): void {
    this.total++;
    if (passes) this.passed++;
    else this.failures.push(failure());
  }

  /** Prints the figure and demands at least the share kept in git, and at least `target`. */
  demand(target: number): void {
    const kept = keptScores()[this.measure] ?? { passed: 0, of: 1 };
    const share = this.passed / this.total;
    process.stdout.write(`invoices, ${this.measure}: ${this.passed} of ${this.total}\n`);
    const isEnough = this.total > 0 && share >= kept.passed / kept.of && share >= target;
    expect({ failures: isEnough ? [] : this.failures.slice(0, 40), isEnough }).toEqual({
      failures: [],
      isEnough: true,
    });
  }
}

/** The rules of one level, each once, as one text that can be compared. */
export function rulesAt(level: string, rules: Iterable<{ readonly id: string; readonly level: string }>): string {
  const ids = new Set<string>();
  for (const rule of rules) if (rule.level === level) ids.add(rule.id);
  return [...ids].sort().join(' ');
}

/** The rules with their levels, each once, as one text that can be compared. */
export function levelsOf(rules: readonly { readonly id: string; readonly level: string }[]): string {
  return [...new Set(rules.map(({ id, level }) => `${id}:${level}`))].sort().join(' ');
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
