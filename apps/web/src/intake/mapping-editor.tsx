import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState, type ReactElement } from 'react';
import { useSearchParams } from 'react-router';
import { commands } from '../api/commands.ts';
import type { IntakeService } from '../api/contracts.ts';
import { useText } from '../language/language.tsx';
import { Button, IconButton } from '../parts/button.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { SelectField, TextField } from '../parts/field.tsx';
import { Notice } from '../parts/notice.tsx';
import { Problem } from '../parts/problem.tsx';
import { useToast } from '../parts/toast.tsx';
import { useMay } from '../shell/session.tsx';
import { MappingPreview } from './mapping-preview.tsx';

type Rows = readonly (readonly [string, string])[];

/** A service is chosen; its expressions are changed beside what they make of a sample file. */
export function MappingEditor({ services }: { services: readonly IntakeService[] }): ReactElement {
  const text = useText();
  const [parameters, setParameters] = useSearchParams();
  const [first] = services;
  if (first === undefined) {
    return (
      <EmptyState pictogram="edit" title={text.intake.noServices}>
        <p>{text.intake.noServicesText}</p>
      </EmptyState>
    );
  }
  const service = services.find(({ key }) => key === parameters.get('service')) ?? first;
  return (
    <>
      <div className="filter-bar">
        <SelectField
          label={text.intake.service}
          value={service.key}
          onChange={(key) => setParameters({ service: key }, { replace: true })}
          options={services.map(({ key, name }) => ({ value: key, label: name }))}
        />
      </div>
      <ServiceMapping key={`${service.key} ${service.changed?.at ?? ''}`} service={service} />
    </>
  );
}

function ServiceMapping({ service }: { service: IntakeService }): ReactElement {
  const text = useText();
  const toast = useToast();
  const client = useQueryClient();
  const mayOperate = useMay('intake:operate');
  const [rows, setRows] = useState<Rows>(() => Object.entries(service.variables));
  const [added, setAdded] = useState('');
  const [sample, setSample] = useState<File>();
  const sampleId = useId();
  const picker = useRef<HTMLInputElement>(null);
  const variables = Object.fromEntries(rows);
  const preview = useMutation({
    mutationFn: ({ file, mapping }: { file: File; mapping: Readonly<Record<string, string>> }) =>
      commands.previewMapping(file, mapping, service.required),
  });
  const saving = useMutation({
    mutationFn: (mapping: Readonly<Record<string, string>> | null) => commands.changeMapping(service.key, mapping),
    onSuccess: () => toast({ tone: 'success', title: text.intake.saved }),
    onSettled: () => client.invalidateQueries({ queryKey: ['intake'] }),
  });

  // A moment after the last letter, so that not every letter is a request.
  const show = useRef(preview.mutate);
  const written = JSON.stringify(variables);
  useEffect(() => {
    if (sample === undefined) return undefined;
    const mapping = JSON.parse(written) as Readonly<Record<string, string>>;
    const timer = window.setTimeout(() => show.current({ file: sample, mapping }), 400);
    return () => window.clearTimeout(timer);
  }, [sample, written]);

  const change = (at: number, expression: string): void =>
    setRows(rows.map((row, other) => (other === at ? [row[0], expression] : row)));
  return (
    <div className="mapping">
      <section className="mapping__rows" aria-labelledby="mapping-title">
        <h2 id="mapping-title">{text.intake.expressions}</h2>
        <p className="soft">{text.intake.expressionsHint}</p>
        {service.changed === undefined ? null : (
          <Notice tone="info" title={text.intake.changedBy(service.changed.by)} />
        )}
        {rows.map(([name, expression], at) => (
          <div key={name} className="mapping__row">
            <label htmlFor={`${sampleId}-${name}`}>{name}</label>
            <textarea
              id={`${sampleId}-${name}`}
              rows={3}
              spellCheck={false}
              readOnly={!mayOperate}
              value={expression}
              onChange={(event) => change(at, event.target.value)}
            />
            {mayOperate ? (
              <IconButton
                pictogram="cross"
                label={text.intake.removeVariable(name)}
                onClick={() => setRows(rows.filter((_, other) => other !== at))}
              />
            ) : null}
          </div>
        ))}
        {mayOperate ? (
          <>
            <form
              className="mapping__add"
              onSubmit={(event) => {
                event.preventDefault();
                const name = added.trim();
                if (name === '' || rows.some(([known]) => known === name)) return;
                setRows([...rows, [name, 'data']]);
                setAdded('');
              }}
            >
              <TextField label={text.intake.newVariable} value={added} onChange={setAdded} />
              <Button type="submit" pictogram="plus">
                {text.intake.addVariable}
              </Button>
            </form>
            {saving.isError ? <Problem error={saving.error} /> : null}
            <div className="mapping__actions">
              <Button look="primary" busy={saving.isPending} onClick={() => saving.mutate(variables)}>
                {text.intake.save}
              </Button>
              {service.changed === undefined ? null : (
                <Button busy={saving.isPending} onClick={() => saving.mutate(null)}>
                  {text.intake.reset}
                </Button>
              )}
            </div>
          </>
        ) : null}
      </section>
      <section className="mapping__preview" aria-labelledby="preview-title">
        <h2 id="preview-title">{text.intake.preview}</h2>
        <input
          ref={picker}
          id={sampleId}
          type="file"
          accept=".xml,.json"
          className="kern-sr-only"
          tabIndex={-1}
          onChange={(event) => setSample(event.target.files?.[0])}
        />
        <div className="mapping__actions">
          <Button pictogram="file" onClick={() => picker.current?.click()}>
            {text.intake.chooseSample}
          </Button>
          <label htmlFor={sampleId} className="soft">
            {sample?.name ?? text.intake.sample}
          </label>
        </div>
        {sample === undefined ? <p className="soft">{text.intake.previewHint}</p> : null}
        {preview.isError ? <Problem error={preview.error} /> : null}
        {preview.isSuccess ? <MappingPreview preview={preview.data} /> : null}
      </section>
    </div>
  );
}
