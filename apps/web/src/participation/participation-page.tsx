import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, type ReactElement } from 'react';
import { useParams } from 'react-router';
import { commands } from '../api/commands.ts';
import { queries } from '../api/queries.ts';
import { formatDateTime } from '../language/format.ts';
import { useText } from '../language/language.tsx';
import { Notice } from '../parts/notice.tsx';
import { Problem } from '../parts/problem.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { LanguageSwitch } from '../shell/language-switch.tsx';
import { TownMark } from '../shell/town-mark.tsx';
import { ParticipationAnswerForm, type Answer } from './participation-answer-form.tsx';
import { ReleasedDocuments } from './released-documents.tsx';

/** The page behind a link for somebody outside: what it is about, the documents released, the answer, once. No log-in. */
export function ParticipationPage(): ReactElement {
  const text = useText();
  const { secret = '' } = useParams();
  const client = useQueryClient();
  const query = useQuery(queries.participation(secret));
  const answer = useMutation({
    mutationFn: ({ data, files }: Answer) => commands.answerParticipation(secret, data, files),
    onSettled: () => client.invalidateQueries({ queryKey: queries.participation(secret).queryKey }),
  });
  const view = query.data;
  const title = view?.title ?? text.participation.title;
  useEffect(() => {
    document.title = `${title} · ${view?.town ?? text.general.product}`;
  }, [title, view?.town, text]);
  useUnlisted();

  return (
    <main className="participation">
      <header className="participation__head">
        <TownMark />
        <p>{view?.town ?? ''}</p>
        <LanguageSwitch />
      </header>
      <h1 className="page__title">{title}</h1>
      {query.isPending ? <Skeleton lines={6} /> : null}
      {query.isLoadingError ? <Problem error={query.error} /> : null}
      {view?.state === 'answered' ? (
        <Notice tone="success" title={text.participation.answeredTitle} announce={answer.isSuccess}>
          <p>{text.participation.answeredText(formatDateTime(new Date(view.answeredAt ?? view.expiresAt)))}</p>
        </Notice>
      ) : null}
      {view?.state === 'expired' ? (
        <Notice tone="info" title={text.participation.expiredTitle}>
          <p>{text.participation.expiredText(formatDateTime(new Date(view.expiresAt)))}</p>
        </Notice>
      ) : null}
      {view?.state === 'open' ? (
        <>
          <p>{text.participation.greeting(view.recipientName)}</p>
          <p className="participation__introduction">{view.introduction}</p>
          <Notice tone="info" title={text.participation.deadline(formatDateTime(new Date(view.expiresAt)))}>
            <p>{text.participation.once}</p>
          </Notice>
          <ReleasedDocuments secret={secret} documents={view.documents} />
          <ParticipationAnswerForm
            schema={view.form ?? {}}
            data={view.data ?? {}}
            maximumAttachments={view.maximumAttachments}
            maximumFileBytes={view.maximumFileBytes}
            busy={answer.isPending}
            onAnswer={(given) => answer.mutate(given)}
          />
          {answer.isError ? <Problem error={answer.error} /> : null}
        </>
      ) : null}
    </main>
  );
}

/** Search engines must not keep an address that is somebody's secret. */
function useUnlisted(): void {
  useEffect(() => {
    const robots = document.createElement('meta');
    robots.name = 'robots';
    robots.content = 'noindex, nofollow';
    document.head.append(robots);
    return () => robots.remove();
  }, []);
}
