import { describe, it } from '@jest/globals';
import { type InvoiceProfile, type ValidationResult, checkRules, validateInvoice } from '#invoices';
import { type KitCase, type KitSet, casesOf, documentOf, kitFolder } from './kit.ts';
import { Tally, levelsOf, median, rulesAt } from './tally.ts';

const folder = kitFolder() ?? '';
const describeKit = folder === '' ? describe.skip : describe;

const errorsOf = (result: ValidationResult): string =>
  rulesAt(
    'error',
    result.findings.map(({ rule, level }) => ({ id: rule, level })),
  );

function compareVerdicts(set: KitSet, target: number): void {
  const verdicts = new Tally(`${set} verdicts`);
  const rules = new Tally(`${set} rules`);
  const levels = new Tally(`${set} levels`);
  const profiles = new Tally(`${set} profiles`);
  const durations: number[] = [];
  for (const wanted of casesOf(folder, set)) {
    const result = validateInvoice(documentOf(folder, set, wanted));
    durations.push(result.durationMs);
    const errors = errorsOf(result);
    verdicts.count(
      result.accepted === (wanted.expect === 'accept'),
      () => `${wanted.id}: ${result.accepted ? 'accepted' : 'rejected'}, ${errors}`,
    );
    if (wanted.fired) {
      const fired = rulesAt('error', wanted.fired);
      rules.count(errors === fired, () => `${wanted.id}: ${errors} instead of ${fired}`);
      const reported = levelsOf(result.findings.map(({ rule, level }) => ({ id: rule, level })));
      levels.count(reported === levelsOf(wanted.fired), () => `${wanted.id}: ${reported}`);
    }
    if (asksForProfile(wanted)) {
      profiles.count(result.profile === wanted.profile, () => `${wanted.id}: ${result.profile ?? 'no profile'}`);
    }
  }
  process.stdout.write(`invoices, ${set}: median ${median(durations)} ms\n`);
  verdicts.demand(target);
  rules.demand(target - 0.05);
  levels.demand(target - 0.05);
  profiles.demand(1);
}

/** A fragment does not say itself under which rules it is meant. */
function fragmentProfile({ ruleset, profile }: KitCase): InvoiceProfile {
  if (ruleset !== 'xrechnung') return 'en16931';
  return profile === 'xrechnung-cvd' || profile === 'xrechnung-extension' ? profile : 'xrechnung';
}

function asksForProfile({ profile, stage }: KitCase): boolean {
  return profile !== undefined && profile !== 'other' && stage !== 'parse';
}

describeKit('verdicts agree with those of the official rules (skipped where ../shared/invoices is missing)', () => {
  it('given correct invoices, all are accepted', () => {
    compareVerdicts('positive', 1);
  }, 60_000);

  it('given invoices changed in one place, the verdict is the same', () => {
    compareVerdicts('mutant', 0.98);
  }, 60_000);

  it('given documents that together break every rule, the verdict is the same', () => {
    compareVerdicts('coverage', 0.95);
  }, 60_000);

  it('given documents made for one rule, the rule is broken or kept as it should be', () => {
    const rules = new Tally('rule-unit');
    for (const wanted of casesOf(folder, 'rule-unit')) {
      const xml = documentOf(folder, 'rule-unit', wanted);
      const findings = wanted.http ? validateInvoice(xml).findings : checkRules(xml, fragmentProfile(wanted));
      const hits = findings.filter(({ rule }) => rule === wanted.rule);
      rules.count(hits.length > 0 === (wanted.expect !== 'success'), () => `${wanted.id}: ${wanted.rule ?? ''}`);
    }
    rules.demand(0.98);
  }, 60_000);
});
