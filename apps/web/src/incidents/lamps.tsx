import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { queries } from '../api/queries.ts';
import { useText } from '../language/language.tsx';
import { RelativeTime } from '../parts/time.tsx';
import { useMay } from '../shell/session.tsx';
import { lampOfCheck, lampOfSource, type Lamp } from './lamp.ts';

/** What the work depends on as a row of lamps: the parts of the installation, its partners, sources with their last contact. */
export function Lamps(): ReactElement | null {
  const text = useText();
  const words = text.incidents.lamps;
  const maySee = useMay('incident:read');
  const maySeeSources = useMay('intake:read');
  const health = useQuery({ ...queries.health, enabled: maySee });
  const intake = useQuery({ ...queries.intake, enabled: maySeeSources });
  const lamps: readonly Lamp[] = [
    ...(health.data?.checks ?? []).map((check) => lampOfCheck(check, words.parts)),
    ...(maySeeSources ? (intake.data?.sources ?? []) : []).map((source) => lampOfSource(source, text.intake.channel)),
  ];
  if (lamps.length === 0) return null;
  return (
    <section className="lamps" aria-labelledby="lamps-title">
      <h2 id="lamps-title">{words.title}</h2>
      <ul>
        {lamps.map((lamp) => (
          <li key={lamp.key} className={`lamp lamp--${lamp.state}`}>
            <span className="lamp__name">{lamp.name}</span>
            <span className="lamp__state">{words.states[lamp.state]}</span>
            {lamp.lastContact === undefined ? null : (
              <span className="soft">
                {words.lastContact} <RelativeTime instant={lamp.lastContact} />
              </span>
            )}
            {lamp.detail === undefined ? null : <span className="soft">{lamp.detail}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
