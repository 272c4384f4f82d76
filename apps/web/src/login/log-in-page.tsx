import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { commands } from '../api/commands.ts';
import type { LogInRequest } from '../api/contracts.ts';
import { queries } from '../api/queries.ts';
import { useText } from '../language/language.tsx';
import { Button } from '../parts/button.tsx';
import { TextField } from '../parts/field.tsx';
import { Notice } from '../parts/notice.tsx';
import { Problem } from '../parts/problem.tsx';
import { LanguageSwitch } from '../shell/language-switch.tsx';
import { TownMark } from '../shell/town-mark.tsx';

export function LogInPage(): ReactElement {
  const text = useText();
  const client = useQueryClient();
  const about = useQuery(queries.about);
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState(false);
  const nameField = useRef<HTMLInputElement>(null);

  useEffect(() => {
    document.title = `${text.login.title} · ${text.general.product}`;
  }, [text]);

  const logIn = useMutation({
    mutationFn: (request: LogInRequest) => commands.logIn(request),
    onSuccess: (session) => {
      client.setQueryData(queries.session.queryKey, session);
    },
    onError: () => {
      nameField.current?.focus();
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
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            const incomplete = name.trim() === '' || password === '';
            setMissing(incomplete);
            if (incomplete) nameField.current?.focus();
            else if (!logIn.isPending) logIn.mutate({ name: name.trim(), password });
          }}
        >
          {missing ? <Notice tone="danger" title={text.login.missing} announce /> : null}
          {!missing && logIn.isError ? <Problem error={logIn.error} /> : null}
          <TextField
            inputRef={nameField}
            label={text.login.name}
            name="username"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            value={name}
            onChange={setName}
          />
          <TextField
            label={text.login.password}
            name="password"
            type="password"
            autoComplete="current-password"
            value={password}
            onChange={setPassword}
          />
          <Button type="submit" look="primary" busy={logIn.isPending} className="kern-btn--block">
            {text.login.submit}
          </Button>
        </form>
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
