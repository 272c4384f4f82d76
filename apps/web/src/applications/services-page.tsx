import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { queries } from '../api/queries.ts';
import { useText } from '../language/language.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { Problem } from '../parts/problem.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { PublicPage } from './public-page.tsx';

/** What citizens can apply for online. */
export function ServicesPage(): ReactElement {
  const text = useText();
  const list = useQuery(queries.onlineServices);
  return (
    <PublicPage title={text.applications.servicesTitle} town={list.data?.town}>
      {list.isPending ? <Skeleton lines={4} /> : null}
      {list.isLoadingError ? <Problem error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.data?.services.length === 0 ? (
        <EmptyState pictogram="file" title={text.applications.noServices} />
      ) : (
        <ul className="public-services">
          {list.data?.services.map(({ key, name, description }) => (
            <li key={key}>
              <Link className="kern-link" to={`/formular/${encodeURIComponent(key)}`}>
                {name}
              </Link>
              <p className="soft">{description}</p>
            </li>
          ))}
        </ul>
      )}
    </PublicPage>
  );
}
