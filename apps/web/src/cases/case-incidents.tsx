import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { commands } from '../api/commands.ts';
import type { IncidentSummary } from '../api/contracts.ts';
import { incidentKind } from '../incidents/incident-kind.ts';
import { incidentText } from '../incidents/incident-text.ts';
import { useLanguage } from '../language/language.tsx';
import { Button } from '../parts/button.tsx';
import { Notice } from '../parts/notice.tsx';
import { describeProblem } from '../parts/problem.tsx';
import { useToast } from '../parts/toast.tsx';
import { useMay } from '../shell/session.tsx';

/** What stops this case, on top of everything else on its page. */
export function CaseIncidents({ incidents }: { incidents: readonly IncidentSummary[] }): ReactElement | null {
  const { text, language } = useLanguage();
  const toast = useToast();
  const client = useQueryClient();
  const mayRetry = useMay('incident:retry');
  const retry = useMutation({
    mutationFn: (id: string) => commands.retryIncident(id),
    onSuccess: ({ retried }) => {
      toast({ tone: 'success', title: text.incidents.retried(retried), detail: text.incidents.retriedDetail });
      void client.invalidateQueries({ queryKey: ['instance'] });
      void client.invalidateQueries({ queryKey: ['incident'] });
    },
    onError: (error) => {
      const { what, todo } = describeProblem(error, text);
      toast({ tone: 'danger', title: what, detail: todo });
    },
  });
  if (incidents.length === 0) return null;
  return (
    <Notice tone="danger" title={text.cases.incidentsTitle(incidents.length)}>
      <ul className="plain-list">
        {incidents.map((incident) => (
          <li key={incident.id} className="case-incident">
            <div>
              <strong>
                {incidentKind(incident.kind, text)} {text.cases.incidentAt(incident.nodeName ?? incident.nodeId)}
              </strong>
              <p className="problem__detail">{incidentText(incident, language, text)}</p>
            </div>
            {mayRetry ? (
              <Button pictogram="repeat" busy={retry.isPending} onClick={() => retry.mutate(incident.id)}>
                {text.cases.retry}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
