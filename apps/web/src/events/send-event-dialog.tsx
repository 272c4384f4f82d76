import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type ReactElement, type SyntheticEvent } from 'react';
import { commands } from '../api/commands.ts';
import type { AwaitedEvent, PublishMessageRequest } from '../api/contracts.ts';
import { useLanguage } from '../language/language.tsx';
import { Button } from '../parts/button.tsx';
import { DataEntry } from '../parts/data-entry.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { newRow, readRows, type EntryRow } from '../parts/entry-rows.ts';
import { TextField } from '../parts/field.tsx';
import { Problem } from '../parts/problem.tsx';
import { useToast } from '../parts/toast.tsx';
import { MessageReceivers } from './message-receivers.tsx';

/** To whom a message goes where that is known: everything the API asks to find exactly this one. */
export type KnownReceiver = Required<Pick<PublishMessageRequest, 'instanceId' | 'elementInstanceId' | 'correlation'>>;

/**
 * Sends a message, to a known receiver or by the keys that are asked for, or gives a signal, with the data it brings.
 */
export function SendEventDialog({
  kind,
  name,
  lead,
  fields,
  correlationKeys = [],
  receiver,
  onClose,
}: {
  kind: AwaitedEvent['kind'];
  name: string;
  /** What happens then. */
  lead: string;
  /** Names of what is taken over from it. */
  fields: readonly string[];
  /** Keys the sender has to give where the receiver is not known. */
  correlationKeys?: readonly string[];
  receiver?: KnownReceiver;
  onClose: () => void;
}): ReactElement {
  const { language, text } = useLanguage();
  const toast = useToast();
  const client = useQueryClient();
  const formId = useId();
  const [rows, setRows] = useState<readonly EntryRow[]>(() => fields.map((field) => ({ ...newRow(), name: field })));
  const [keys, setKeys] = useState<readonly EntryRow[]>(() =>
    correlationKeys.map((key) => ({ ...newRow(), name: key })),
  );
  const [businessKey, setBusinessKey] = useState('');
  const [tried, setTried] = useState(false);
  const { variables, errors } = readRows(rows, language, text);
  const correlation = readRows(keys, language, text);

  const send = useMutation({
    mutationFn: async (): Promise<number> => {
      const payload = Object.keys(variables).length === 0 ? {} : { variables };
      if (kind === 'signal') return (await commands.sendSignal({ name, ...payload })).receivers;
      const to = receiver ?? {
        ...(businessKey.trim() === '' ? {} : { businessKey: businessKey.trim() }),
        ...(Object.keys(correlation.variables).length === 0 ? {} : { correlation: correlation.variables }),
      };
      return (await commands.sendMessage({ name, ...to, ...payload })).delivered.length;
    },
    onSuccess: (receivers) => {
      toast({
        tone: 'success',
        title: kind === 'signal' ? text.waiting.signalSent(receivers) : text.waiting.delivered,
      });
      for (const key of ['instance', 'task', 'definition']) void client.invalidateQueries({ queryKey: [key] });
      onClose();
    },
  });

  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    setTried(true);
    if (errors.length + correlation.errors.length === 0 && !send.isPending) send.mutate();
  };
  return (
    <Dialog
      wide
      title={text.waiting.kinds[kind](name)}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{text.general.cancel}</Button>
          <Button type="submit" form={formId} look="primary" busy={send.isPending}>
            {kind === 'signal' ? text.waiting.sendSignal : text.waiting.deliver}
          </Button>
        </>
      }
    >
      <form id={formId} className="start-form" noValidate onSubmit={submit}>
        <p>{lead}</p>
        {kind === 'message' && receiver === undefined ? (
          <>
            <TextField
              label={`${text.start.businessKey} ${text.general.optional}`}
              value={businessKey}
              onChange={setBusinessKey}
              autoComplete="off"
            />
            {correlationKeys.length === 0 ? null : (
              <DataEntry
                title={text.waiting.keys}
                hint={text.waiting.keysHint}
                rows={keys}
                errors={tried ? correlation.errors : []}
                onChange={setKeys}
                onAdd={() => setKeys([...keys, newRow()])}
              />
            )}
          </>
        ) : null}
        <DataEntry
          title={text.waiting.payload}
          hint={fields.length === 0 ? text.waiting.payloadHint : text.waiting.payloadFieldsHint}
          rows={rows}
          errors={tried ? errors : []}
          onChange={setRows}
          onAdd={() => setRows([...rows, newRow()])}
        />
        {send.isError ? <Problem error={send.error} /> : null}
        <MessageReceivers error={send.error} />
      </form>
    </Dialog>
  );
}
