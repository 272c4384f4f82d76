import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { commands } from '../api/commands.ts';
import { apiPaths, type MailForReview } from '../api/contracts.ts';
import { queries } from '../api/queries.ts';
import { useText } from '../language/language.tsx';
import { Button } from '../parts/button.tsx';
import { Problem } from '../parts/problem.tsx';
import { AbsoluteTime } from '../parts/time.tsx';
import { useToast } from '../parts/toast.tsx';

/** Mails in which no usable invoice was found, with the reason, until somebody has dealt with them. */
export function MailsForReview(): ReactElement | null {
  const text = useText();
  const mails = useQuery(queries.mailsForReview);
  const waiting = mails.data?.items ?? [];
  if (waiting.length === 0) return null;
  return (
    <details className="fold">
      <summary>{text.invoices.mails(waiting.length)}</summary>
      <ul className="mail-list">
        {waiting.map((mail) => (
          <MailLine key={mail.id} mail={mail} />
        ))}
      </ul>
    </details>
  );
}

function MailLine({ mail }: { mail: MailForReview }): ReactElement {
  const text = useText();
  const toast = useToast();
  const client = useQueryClient();
  const clear = useMutation({
    mutationFn: () => commands.clearMail(mail.id),
    onSuccess: async () => {
      toast({ tone: 'success', title: text.invoices.mailCleared });
      await client.invalidateQueries({ queryKey: queries.mailsForReview.queryKey });
    },
  });
  return (
    <li className="mail-line">
      <div>
        <strong>{mail.subject ?? text.invoices.noSubject}</strong>
        <span className="soft">
          {mail.sender === undefined ? null : <>{text.invoices.mailFrom(mail.sender)} · </>}
          <AbsoluteTime instant={mail.receivedAt} />
        </span>
        <span>{mail.reason}</span>
        {clear.isError ? <Problem error={clear.error} /> : null}
      </div>
      <a className="kern-link" href={apiPaths.mailSource(mail.id)} download>
        {text.invoices.saveMail}
      </a>
      <Button look="secondary" busy={clear.isPending} onClick={() => clear.mutate()}>
        {text.invoices.clearMail}
      </Button>
    </li>
  );
}
