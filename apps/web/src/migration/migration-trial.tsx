import { useMutation } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { Link } from 'react-router';
import { commands } from '../api/commands.ts';
import type { MigrationDryRun, MigrationProposal, MigrationRequest } from '../api/contracts.ts';
import { caseNumber } from '../cases/case-words.ts';
import { useText } from '../language/language.tsx';
import { Button } from '../parts/button.tsx';
import { Notice } from '../parts/notice.tsx';
import { Problem } from '../parts/problem.tsx';
import { useMay } from '../shell/session.tsx';
import { findingText } from './finding-text.ts';
import { MigrationQuestion } from './migration-question.tsx';

/** Tries the plan on every chosen case without changing anything, says what would happen, and from there on carries it out. */
export function MigrationTrial({
  proposal,
  request,
  onlyCase,
}: {
  proposal: MigrationProposal;
  request: MigrationRequest;
  onlyCase: string | undefined;
}): ReactElement {
  const text = useText();
  const words = text.migration;
  const mayOperate = useMay('instance:operate');
  const [asks, setAsks] = useState(false);
  const [tried, setTried] = useState(false);
  const trial = useMutation({ mutationFn: commands.tryMigration });
  const nothingChosen = request.instanceIds?.length === 0;
  const isFresh = trial.isSuccess && JSON.stringify(trial.variables) === JSON.stringify(request);
  return (
    <section className="block" aria-labelledby="migration-trial">
      <h2 id="migration-trial">{words.trial}</h2>
      <p>{words.trialText}</p>
      {tried && nothingChosen ? (
        <p className="entry-errors" role="alert">
          {words.nothingChosen}
        </p>
      ) : null}
      <Button
        look={isFresh ? 'secondary' : 'primary'}
        busy={trial.isPending}
        aria-disabled={proposal.running === 0}
        onClick={() => {
          if (proposal.running === 0) return;
          setTried(true);
          if (!nothingChosen) trial.mutate(request);
        }}
      >
        {trial.isSuccess ? words.trialAgain : words.trialStart}
      </Button>
      <div className="block" aria-live="polite">
        {trial.isError ? <Problem error={trial.error} /> : null}
        {trial.isSuccess && !isFresh ? <Notice tone="info" title={words.stale} /> : null}
        {isFresh ? <Outcome proposal={proposal} outcome={trial.data} /> : null}
      </div>
      {isFresh && trial.data.movable > 0 ? (
        mayOperate ? (
          <Button look="primary" onClick={() => setAsks(true)}>
            {words.execute(trial.data.movable)}
          </Button>
        ) : (
          <Notice tone="info" title={words.mayNot}>
            <p>{words.mayNotText}</p>
          </Notice>
        )
      ) : null}
      {asks && isFresh ? (
        <MigrationQuestion
          proposal={proposal}
          request={request}
          outcome={trial.data}
          onlyCase={onlyCase}
          onClose={() => setAsks(false)}
        />
      ) : null}
    </section>
  );
}

function Outcome({ proposal, outcome }: { proposal: MigrationProposal; outcome: MigrationDryRun }): ReactElement {
  const text = useText();
  const words = text.migration;
  const { source, target } = proposal;
  const title = !outcome.valid
    ? words.invalid
    : outcome.movable === 0
      ? words.movesNone
      : words.moves(outcome.movable, target.version);
  const rest = outcome.staying - outcome.cases.length;
  return (
    <>
      <Notice tone={outcome.movable === 0 ? 'danger' : outcome.staying === 0 ? 'success' : 'warning'} title={title}>
        {outcome.staying === 0 ? undefined : <p>{words.stays(outcome.staying, source.version)}</p>}
      </Notice>
      {outcome.cases.length === 0 ? null : (
        <div className="table-frame">
          <table className="table table--stacking">
            <caption className="kern-sr-only">{words.staying}</caption>
            <thead>
              <tr>
                <th scope="col">{words.case}</th>
                <th scope="col">{words.reason}</th>
              </tr>
            </thead>
            <tbody>
              {outcome.cases.map((each) => (
                <tr key={each.instanceId}>
                  <th scope="row" data-label={words.case}>
                    <Link className="kern-link" to={`/cases/${encodeURIComponent(each.instanceId)}`}>
                      {caseNumber({ ...each, id: each.instanceId }, text)}
                    </Link>
                  </th>
                  <td data-label={words.reason}>
                    {each.findings.map((finding) => findingText(finding, proposal, text)).join(' ')}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {rest > 0 && outcome.cases.length > 0 ? <p className="soft">{words.stayingMore(rest)}</p> : null}
    </>
  );
}
