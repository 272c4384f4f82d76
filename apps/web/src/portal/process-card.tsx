import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { Link } from 'react-router';
import type { DefinitionSummary } from '../api/contracts.ts';
import { queries } from '../api/queries.ts';
import { Miniature } from '../diagram/miniature.tsx';
import { formatDate } from '../language/format.ts';
import { useText } from '../language/language.tsx';
import { Badge } from '../parts/badge.tsx';
import { Button } from '../parts/button.tsx';

/** One process: picture, name, version, state, how many cases run. */
export function ProcessCard({
  definition,
  onStart,
}: {
  definition: DefinitionSummary;
  onStart: () => void;
}): ReactElement {
  const text = useText();
  const { counts, findingCounts } = definition;
  const name = definition.name ?? definition.key;
  return (
    <article className="process-card">
      <CardPicture definition={definition} />
      <div className="process-card__words">
        <h2 className="process-card__name">
          <Link to={`/process/${encodeURIComponent(definition.key)}`}>{name}</Link>
        </h2>
        <p className="process-card__facts">
          {text.general.version(definition.version)} · {text.portal.released}{' '}
          {formatDate(new Date(definition.deployedAt))}
        </p>
        <p className="process-card__badges">
          <Badge tone={counts.running > 0 ? 'info' : 'neutral'}>
            {counts.running > 0 ? text.portal.running(counts.running) : text.portal.noneRunning}
          </Badge>
          {counts.incidents > 0 ? <Badge tone="danger">{text.portal.incidents(counts.incidents)}</Badge> : null}
          {findingCounts.warning > 0 ? (
            <Badge tone="warning">{text.portal.readings(findingCounts.warning)}</Badge>
          ) : null}
        </p>
        {definition.mayStart ? (
          <Button
            pictogram="play"
            className="process-card__start"
            aria-label={`${text.portal.start}: ${name}`}
            onClick={onStart}
          >
            {text.portal.start}
          </Button>
        ) : definition.startable ? (
          <p className="soft">{text.portal.mayNotStart}</p>
        ) : (
          <p className="soft">{text.portal.notStartable}</p>
        )}
      </div>
    </article>
  );
}

/** Reads the drawing when the card comes into sight: a portal of two hundred processes loads what is looked at. */
function CardPicture({ definition }: { definition: DefinitionSummary }): ReactElement {
  const frame = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    if (frame.current === null) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        setSeen(true);
        observer.disconnect();
      },
      { rootMargin: '200px' },
    );
    observer.observe(frame.current);
    return () => {
      observer.disconnect();
    };
  }, []);
  const xml = useQuery({ ...queries.definitionXml(definition.key, definition.version), enabled: seen });
  return (
    <div className="process-card__picture" ref={frame}>
      {xml.data === undefined ? null : <Miniature xml={xml.data} processId={definition.key} />}
    </div>
  );
}
