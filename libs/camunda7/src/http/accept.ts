import { CamundaError } from './camunda-error.ts';

/**
 * Which of the offered media types somebody likes best, by the Accept header (RFC 9110, clause 12.5.1): of equally welcome
 * ones the first, without a header the first of all; undefined where none is welcome.
 */
export function mostWelcome<T extends string>(accept: string, offered: readonly T[]): T | undefined {
  if (accept.trim() === '') return offered[0];
  const ranges = accept.split(',').map(rangeOf);
  const qualityOf = (type: string): number => {
    const [kind = ''] = type.split('/');
    const matching = [type, `${kind}/*`, '*/*'].map((name) => ranges.find((range) => range.name === name));
    return matching.find((range) => range !== undefined)?.quality ?? 0;
  };
  const best = Math.max(...offered.map(qualityOf));
  return best === 0 ? undefined : offered.find((type) => qualityOf(type) === best);
}

/** Nothing of what could be answered is welcome. */
export function notAcceptable(offered: readonly string[]): CamundaError {
  return new CamundaError(406, 'NotAcceptableException', `Expected to answer as one of ${offered.join(', ')}.`);
}

function rangeOf(text: string): { readonly name: string; readonly quality: number } {
  const [name = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const quality = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1);
  return { name, quality: Number.isFinite(quality) ? quality : 0 };
}
