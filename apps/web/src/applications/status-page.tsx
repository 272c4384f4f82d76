import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type SyntheticEvent, type ReactElement } from 'react';
import { commands } from '../api/commands.ts';
import type { ApplicationStatus, ApplicationStatusRequest } from '../api/contracts.ts';
import { queries } from '../api/queries.ts';
import { formatDate, formatDateTime } from '../language/format.ts';
import { useText } from '../language/language.tsx';
import { Button } from '../parts/button.tsx';
import { TextField } from '../parts/field.tsx';
import { Notice } from '../parts/notice.tsx';
import { Problem } from '../parts/problem.tsx';
import { PaperPicker } from './paper-picker.tsx';
import { PublicPage } from './public-page.tsx';
import { ReleasedToApplicant } from './released-to-applicant.tsx';

const STAGES = ['received', 'in-review', 'decided', 'closed'] as const;

/** Where an application stands, for the person who has number and secret. Both stay in this page and in no address. */
export function StatusPage(): ReactElement {
  const text = useText();
  const about = useQuery(queries.about);
  const [number, setNumber] = useState('');
  const [secret, setSecret] = useState('');
  const [sent, setSent] = useState(false);
  const asking = useMutation({
    mutationFn: (request: ApplicationStatusRequest) => commands.applicationStatus(request),
  });
  const ask = (event: SyntheticEvent): void => {
    event.preventDefault();
    setSent(false);
    asking.mutate({ number: number.trim(), secret: secret.trim() });
  };
  return (
    <PublicPage title={text.applications.statusTitle} town={about.data?.town}>
      <form className="status-form" onSubmit={ask}>
        <TextField
          label={text.applications.number}
          hint={text.applications.numberHint}
          autoComplete="off"
          required
          value={number}
          onChange={setNumber}
        />
        <TextField
          label={text.applications.secret}
          hint={text.applications.secretHint}
          autoComplete="off"
          spellCheck={false}
          required
          value={secret}
          onChange={setSecret}
        />
        <Button type="submit" look="primary" busy={asking.isPending}>
          {text.applications.ask}
        </Button>
      </form>
      {asking.isError ? <Problem error={asking.error} /> : null}
      {!asking.isSuccess ? null : (
        <StatusView
          key={asking.data.number}
          status={asking.data}
          secret={asking.variables.secret}
          sent={sent}
          onSent={() => {
            setSent(true);
            asking.mutate(asking.variables);
          }}
        />
      )}
    </PublicPage>
  );
}

function StatusView({
  status,
  secret,
  sent,
  onSent,
}: {
  status: ApplicationStatus;
  secret: string;
  /** Papers were handed in on this page. */
  sent: boolean;
  onSent: () => void;
}): ReactElement {
  const text = useText();
  const shown = status.stage === 'papers-missing' ? 'in-review' : status.stage;
  const reached = STAGES.indexOf(shown);
  return (
    <section className="application-status" aria-labelledby="status-title" aria-live="polite">
      <h2 id="status-title">
        {status.service} · {status.number}
      </h2>
      <p className="soft">{text.applications.since(formatDateTime(new Date(status.receivedAt)))}</p>
      <Notice
        tone={status.stage === 'papers-missing' ? 'warning' : status.stage === 'closed' ? 'success' : 'info'}
        title={text.applications.stage[status.stage]}
      >
        <p>{status.text ?? text.applications.stageText[status.stage]}</p>
      </Notice>
      <ol className="application-status__steps">
        {STAGES.map((stage, at) => (
          <li key={stage} aria-current={stage === shown ? 'step' : undefined} data-done={at < reached}>
            {text.applications.stage[stage]}
          </li>
        ))}
      </ol>
      <ReleasedToApplicant number={status.number} secret={secret} documents={status.documents} />
      {sent ? <Notice tone="success" title={text.applications.papersSent} announce /> : null}
      {status.missing === null ? null : (
        <MissingPapers status={status} missing={status.missing} secret={secret} onSent={onSent} />
      )}
    </section>
  );
}

function MissingPapers({
  status,
  missing,
  secret,
  onSent,
}: {
  status: ApplicationStatus;
  missing: NonNullable<ApplicationStatus['missing']>;
  secret: string;
  onSent: () => void;
}): ReactElement {
  const text = useText();
  const [papers, setPapers] = useState<readonly File[]>([]);
  const sending = useMutation({
    mutationFn: () => commands.sendPapers(status.number, secret, papers),
    onSuccess: onSent,
  });
  return (
    <section aria-labelledby="missing-title" className="application__papers">
      <h3 id="missing-title">{text.applications.missingTitle}</h3>
      {missing.papers.length === 0 ? null : (
        <ul>
          {missing.papers.map((paper) => (
            <li key={paper}>{paper}</li>
          ))}
        </ul>
      )}
      {missing.note === null || missing.papers.includes(missing.note) ? null : (
        <p className="application__introduction">{missing.note}</p>
      )}
      {missing.until === null ? null : (
        <p>
          <strong>{text.applications.until(formatDate(new Date(missing.until)))}</strong>
        </p>
      )}
      {missing.canUpload ? (
        <>
          <PaperPicker files={papers} maximum={10} maximumBytes={status.maximumFileBytes} onChange={setPapers} />
          {sending.isError ? <Problem error={sending.error} /> : null}
          {papers.length === 0 ? null : (
            <Button look="primary" busy={sending.isPending} onClick={() => sending.mutate()}>
              {text.applications.sendPapers}
            </Button>
          )}
        </>
      ) : null}
    </section>
  );
}
