import { useQuery } from '@tanstack/react-query';
import { useMemo, useState, type ReactElement } from 'react';
import type { Trial } from '../api/contracts.ts';
import { queries } from '../api/queries.ts';
import { Diagram, type DiagramSign } from '../diagram/diagram.tsx';
import type { Catalogue } from '../language/catalogue.ts';
import { useText } from '../language/language.tsx';
import { SelectField } from '../parts/field.tsx';
import { Problem } from '../parts/problem.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { stepName } from './trial-names.ts';
import type { TrialSource } from './trial-source.ts';

/** The drawing of a trial with the way taken and where work stands; where several files take part, the one with work. */
export function TrialDrawing({
  trial,
  source,
  selected,
  onSelect,
}: {
  trial: Trial;
  source: TrialSource;
  selected: string | undefined;
  onSelect: (nodeId: string | undefined) => void;
}): ReactElement {
  const text = useText();
  const [picked, setPicked] = useState<string>();
  const drawings = useMemo(() => drawingsOf(trial), [trial]);
  const standing = new Set(trial.tokens.map(({ processKey }) => processKey));
  const shown =
    drawings.find(({ id }) => id === picked) ??
    drawings.find(({ keys }) => keys.some((key) => standing.has(key))) ??
    drawings[0];
  const signs = useMemo(() => (shown === undefined ? [] : signsOf(trial, shown.keys, text)), [trial, shown, text]);
  const marks = useMemo(() => marksOf(trial, shown?.keys ?? []), [trial, shown]);
  if (shown === undefined) return <Skeleton lines={4} tall />;
  return (
    <>
      {drawings.length > 1 ? (
        <div className="file-choice">
          <SelectField
            label={text.trial.processes}
            value={shown.id}
            onChange={setPicked}
            options={drawings.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </div>
      ) : null}
      <Sheet
        key={shown.id}
        drawing={shown}
        source={source}
        signs={signs}
        marks={marks}
        selected={selected}
        onSelect={onSelect}
      />
    </>
  );
}

interface Drawing {
  readonly id: string;
  readonly name: string;
  readonly file: string;
  /** Processes on it. */
  readonly keys: readonly string[];
  readonly version: number | undefined;
}

function drawingsOf({ processes }: Trial): readonly Drawing[] {
  const drawings = new Map<string, Drawing>();
  for (const { key, name, file, version } of processes) {
    const id = `${file} ${version ?? ''}`;
    const before = drawings.get(id);
    drawings.set(id, {
      id,
      name: [...(before === undefined ? [] : [before.name]), name ?? key].join(', '),
      file,
      keys: [...(before?.keys ?? []), key],
      version,
    });
  }
  return [...drawings.values()];
}

function Sheet({
  drawing,
  source,
  signs,
  marks,
  selected,
  onSelect,
}: {
  drawing: Drawing;
  source: TrialSource;
  signs: readonly DiagramSign[];
  marks: ReadonlyMap<string, string>;
  selected: string | undefined;
  onSelect: (nodeId: string | undefined) => void;
}): ReactElement {
  const { file, version, keys, name } = drawing;
  const chosen =
    source.kind === 'files' && version === undefined ? source.files.find((one) => one.name === file) : undefined;
  const read = useQuery({
    queryKey: ['trial-file', file, chosen?.size, chosen?.lastModified],
    queryFn: () => chosen?.text() ?? '',
    enabled: chosen !== undefined,
    staleTime: Infinity,
  });
  const released = useQuery({
    ...queries.definitionXml(keys[0] ?? '', version ?? 1),
    enabled: chosen === undefined && version !== undefined,
  });
  const xml = chosen === undefined ? released : read;
  if (xml.isPending) return <Skeleton lines={4} tall />;
  if (xml.isLoadingError) return <Problem error={xml.error} onRetry={() => void xml.refetch()} />;
  return (
    <Diagram
      xml={xml.data}
      name={name}
      signs={signs}
      marks={marks}
      selected={selected}
      onSelect={onSelect}
      onSignClick={onSelect}
    />
  );
}

function signsOf(trial: Trial, keys: readonly string[], text: Catalogue): readonly DiagramSign[] {
  const counts = new Map<string, { count: number; trouble: boolean; name: string }>();
  for (const { processKey, nodeId, hasIncident } of trial.tokens) {
    if (!keys.includes(processKey)) continue;
    const before = counts.get(nodeId);
    counts.set(nodeId, {
      count: (before?.count ?? 0) + 1,
      trouble: (before?.trouble ?? false) || hasIncident,
      name: stepName(trial, processKey, nodeId),
    });
  }
  return [...counts].map(([elementId, { count, trouble, name }]) => {
    const words = trouble ? text.diagram.trouble : count === 1 ? text.diagram.here : text.diagram.hereCount(count);
    return { key: elementId, elementId, look: trouble ? 'trouble' : 'here', text: words, label: `${words}: ${name}` };
  });
}

function marksOf(trial: Trial, keys: readonly string[]): ReadonlyMap<string, string> {
  const marks = new Map<string, string>();
  for (const key of keys) {
    const path = trial.path[key];
    for (const id of [...Object.keys(path?.flows ?? {}), ...Object.keys(path?.nodes ?? {})]) marks.set(id, 'is-taken');
  }
  for (const { processKey, nodeId, hasIncident } of trial.tokens)
    if (keys.includes(processKey)) marks.set(nodeId, hasIncident ? 'is-trouble' : 'is-here');
  return marks;
}
