import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState, type ReactElement } from 'react';
import { commands } from '../api/commands.ts';
import type { LogInRequest, Session } from '../api/contracts.ts';
import { forgetWork } from '../api/query-client.ts';
import { queries } from '../api/queries.ts';
import { useText } from '../language/language.tsx';
import { Button } from '../parts/button.tsx';
import { TextField } from '../parts/field.tsx';
import { Notice } from '../parts/notice.tsx';
import { Problem } from '../parts/problem.tsx';

/** Name and password. Whoever logs in here becomes the session; what another person could read is forgotten first. */
export function LogInForm({ before, preset = '' }: { before?: Session; preset?: string }): ReactElement {
  const text = useText();
  const client = useQueryClient();
  const [name, setName] = useState(preset);
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState(false);
  const nameField = useRef<HTMLInputElement>(null);

  const logIn = useMutation({
    mutationFn: (request: LogInRequest) => commands.logIn(request),
    onSuccess: (session) => {
      if (before !== undefined && before.person.name !== session.person.name) forgetWork(client);
      client.setQueryData(queries.session.queryKey, session);
      // What could not be read without a session is read now.
      if (before !== undefined) void client.invalidateQueries();
    },
    onError: () => {
      nameField.current?.focus();
    },
  });

  return (
    <form
      className="log-in-form"
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
  );
}
