import { useMutation, useQuery } from '@tanstack/react-query';
import { useRef, useState, type ReactElement } from 'react';
import { useParams } from 'react-router';
import { commands } from '../api/commands.ts';
import type { JsonObject, OnlineServiceForm } from '../api/contracts.ts';
import { queries } from '../api/queries.ts';
import { useText } from '../language/language.tsx';
import { Button } from '../parts/button.tsx';
import { Problem } from '../parts/problem.tsx';
import { SchemaForm, type SchemaFormHandle } from '../parts/schema-form.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { type Draft, keepDraft, rememberedDraft, startDraft } from './application-number.ts';
import { PaperPicker } from './paper-picker.tsx';
import { PublicPage } from './public-page.tsx';
import { Receipt } from './receipt.tsx';

const NO_DATA: JsonObject = {};

/** The form of a service, and after sending the receipt: also after a reload, because the draft is remembered. */
export function ApplicationPage(): ReactElement {
  const text = useText();
  const { service = '' } = useParams();
  const form = useQuery(queries.onlineService(service));
  const [draft, setDraft] = useState<Draft>(() => rememberedDraft(service));
  return (
    <PublicPage title={form.data?.name ?? text.applications.formTitle} town={form.data?.town}>
      {form.isPending ? <Skeleton lines={6} /> : null}
      {form.isLoadingError ? <Problem error={form.error} /> : null}
      {draft.receipt === undefined ? (
        form.data === undefined ? null : (
          <ApplicationForm
            key={draft.submission}
            form={form.data}
            draft={draft}
            onSent={(sent) => setDraft(keepDraft(service, sent))}
          />
        )
      ) : (
        <Receipt receipt={draft.receipt} onAnother={() => setDraft(startDraft(service))} />
      )}
    </PublicPage>
  );
}

function ApplicationForm({
  form,
  draft,
  onSent,
}: {
  form: OnlineServiceForm;
  draft: Draft;
  onSent: (draft: Draft) => void;
}): ReactElement {
  const text = useText();
  const handle = useRef<SchemaFormHandle>(null);
  const trap = useRef<HTMLInputElement>(null);
  const [papers, setPapers] = useState<readonly File[]>([]);
  const sending = useMutation({
    mutationFn: (data: JsonObject) =>
      commands.apply(form.key, { submission: draft.submission, data, trap: trap.current?.value ?? '', papers }),
    onSuccess: (receipt) => {
      onSent({ ...draft, receipt });
      window.scrollTo({ top: 0 });
    },
  });
  const send = async (): Promise<void> => {
    const collected = await handle.current?.collect();
    if (collected !== undefined && !sending.isPending) sending.mutate(collected.variables);
  };
  return (
    <div className="application">
      {form.introduction === '' ? null : <p className="application__introduction">{form.introduction}</p>}
      <SchemaForm handle={handle} schema={form.schema} data={NO_DATA} onChange={() => undefined} />
      {form.maximumAttachments === 0 ? null : (
        <section aria-labelledby="papers-title" className="application__papers">
          <h2 id="papers-title">{text.applications.papers}</h2>
          {form.attachmentHints.length === 0 ? null : (
            <ul>
              {form.attachmentHints.map((hint) => (
                <li key={hint}>{hint}</li>
              ))}
            </ul>
          )}
          <PaperPicker
            files={papers}
            maximum={form.maximumAttachments}
            maximumBytes={form.maximumFileBytes}
            onChange={setPapers}
          />
        </section>
      )}
      {/* Nobody sees or reaches this field; programs that fill in everything do. */}
      <div className="application__trap" aria-hidden="true">
        <label htmlFor="website">Website</label>
        <input ref={trap} id="website" name="website" tabIndex={-1} autoComplete="off" />
      </div>
      {sending.isError ? <Problem error={sending.error} /> : null}
      <Button look="primary" busy={sending.isPending} onClick={() => void send()}>
        {text.applications.send}
      </Button>
    </div>
  );
}
