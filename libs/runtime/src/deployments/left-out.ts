import type { DeploymentFile, DeploymentFinding, LeftOutFile } from '../api/deployments.ts';
import { namedInFile, offeredNames } from './named-by-file.ts';

/** Errors of the upload as a whole: leaving a file out does not mend them. */
const OF_THE_WHOLE: ReadonlySet<string> = new Set(['DEPLOYMENT_TOO_LARGE', 'TOO_MANY_FILES']);

/**
 * Which files cannot be released: those with an error, those that have an id in common with one of them (which of the two
 * is meant nobody can tell), and those that use a file left out, directly or through others.
 */
export function leftOut(
  files: readonly DeploymentFile[],
  findings: readonly DeploymentFinding[],
): readonly LeftOutFile[] {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const isWhole = errors.some(({ code }) => OF_THE_WHOLE.has(code));
  const broken = new Set(isWhole ? files.map(({ name }) => name) : errors.map(({ resource }) => resource));
  const out = new Map<string, LeftOutFile>();
  for (const { name } of files) if (broken.has(name)) out.set(name, { resource: name, because: 'error', others: [] });
  const known = files.map((file) => ({ file, offers: offeredNames(file), names: namedInFile(file) }));
  const reasons = (resource: string, isReason: (other: (typeof known)[number]) => boolean) =>
    known.filter(({ file }) => file.name !== resource && out.has(file.name)).filter(isReason);
  for (let before = -1; before !== out.size;) {
    before = out.size;
    for (const { file, offers, names } of known) {
      if (out.has(file.name)) continue;
      const twins = reasons(file.name, (other) => [...idsOf(other)].some((id) => offers.has(id)));
      const used = reasons(file.name, (other) => [...other.offers].some((id) => names.has(id) && !offers.has(id)));
      const [because, others] = twins.length > 0 ? (['sameId', twins] as const) : (['uses', used] as const);
      if (others.length > 0)
        out.set(file.name, { resource: file.name, because, others: others.map((other) => other.file.name) });
    }
  }
  return [...out.values()];
}

/** Names of a file but those it has by its file name. */
function idsOf({ file, offers }: { readonly file: DeploymentFile; readonly offers: ReadonlySet<string> }): Set<string> {
  const ids = new Set(offers);
  for (const name of [file.name, file.name.replace(/\.[^.]*$/, ''), file.name.replace(/\..*$/s, '')]) ids.delete(name);
  return ids;
}
