import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, type ReactElement } from 'react';
import { commands } from '../api/commands.ts';
import type { LogInRequest } from '../api/contracts.ts';
import { queries } from '../api/queries.ts';
import { useText } from '../language/language.tsx';
import { Problem } from '../parts/problem.tsx';
import { LanguageSwitch } from '../shell/language-switch.tsx';
import { TownMark } from '../shell/town-mark.tsx';
import { LogInForm } from './log-in-form.tsx';

export function LogInPage(): ReactElement {
  const text = useText();
  const client = useQueryClient();
  const about = useQuery(queries.about);
  useEffect(() => {
    document.title = `${text.login.title} · ${text.general.product}`;
  }, [text]);

  const logIn = useMutation({
    mutationFn: (request: LogInRequest) => commands.logIn(request),
    onSuccess: (session) => {
      client.setQueryData(queries.session.queryKey, session);
    },
  });

  const demoAccounts = about.data?.demoAccounts ?? [];
  return (
    <main className="log-in">
      <div className="log-in__card">
        <header className="log-in__head">
          <TownMark />
          <div>
            <strong className="log-in__product">{text.general.product}</strong>
            <p>{about.data === undefined ? ' ' : text.login.welcome(about.data.town)}</p>
          </div>
          <LanguageSwitch />
        </header>
        <h1 className="page__title">{text.login.title}</h1>
        <LogInForm />
        {logIn.isError ? <Problem error={logIn.error} /> : null}
        {demoAccounts.length === 0 ? null : (
          <section className="log-in__demo" aria-labelledby="demo-title">
            <h2 id="demo-title">{text.login.demoTitle}</h2>
            <p>{text.login.demoText}</p>
            <ul>
              {demoAccounts.map((account) => (
                <li key={account.name}>
                  <button
                    type="button"
                    className="demo-account"
                    onClick={() => logIn.mutate({ name: account.name, password: account.name })}
                  >
                    <span className="kern-sr-only">{text.login.demoUse(account.displayName)}: </span>
                    <code>{account.name}</code>
                    <span>{account.roles.map((role) => text.shell.role[role]).join(', ')}</span>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </main>
  );
}
