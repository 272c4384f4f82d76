import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { DefinitionVersion, InstanceDetail } from '../api/contracts.ts';
import { useText } from '../language/language.tsx';
import { useMay } from '../shell/session.tsx';

const addressOf = (key: string, parameters: Readonly<Record<string, string>>): string =>
  `/process/${encodeURIComponent(key)}/migrate?${new URLSearchParams(parameters).toString()}`;

/** From a running case to the page that moves it, where there is a newer version and the person may plan that. */
export function MigrateCase({ instance }: { instance: InstanceDetail }): ReactElement | null {
  const text = useText();
  const mayPlan = useMay('process:deploy');
  const { key, version } = instance.definition;
  if (!mayPlan || instance.latestVersion <= version) return null;
  const address = addressOf(key, {
    from: String(version),
    to: String(instance.latestVersion),
    case: instance.id,
  });
  return (
    <Link className="kern-btn kern-btn--secondary" to={address}>
      <span className="kern-label">{text.migration.linkCase}</span>
    </Link>
  );
}

/** From an older version in which cases still run to the page that moves them. */
export function MigrateVersion({ version }: { version: DefinitionVersion }): ReactElement | null {
  const text = useText();
  const mayPlan = useMay('process:deploy');
  if (!mayPlan || version.counts.running === 0) return null;
  return (
    <Link
      className="kern-link"
      to={addressOf(version.key, { from: String(version.version) })}
      aria-label={text.migration.linkLabel(version.version)}
    >
      {text.migration.link}
    </Link>
  );
}
