import type { ReactElement } from 'react';
import type { JsonObject } from '../api/contracts.ts';
import { useText } from '../language/language.tsx';
import { Button } from '../parts/button.tsx';
import { DataList } from '../parts/data-list.tsx';
import { TrialCard } from './trial-card.tsx';
import { useEntry } from './use-entry.tsx';

/** A message, signal or condition something waits for, or that begins a process. */
export interface News {
  readonly kind: 'message' | 'signal' | 'conditional';
  readonly name: string;
  /** Who waits, in words. */
  readonly about: string;
  readonly correlation: JsonObject;
  readonly begins: boolean;
}

/** Lets a message, a signal or changed data come. */
export function NewsCard({
  news,
  processKey,
  knownNames,
  open,
  onOpen,
  onPerform,
}: {
  news: News;
  processKey: string;
  knownNames: readonly string[];
  open: boolean;
  onOpen: (open: boolean) => void;
  onPerform: (instruction: JsonObject) => void;
}): ReactElement {
  const text = useText();
  const words = text.trial;
  const isCondition = news.kind === 'conditional';
  const entry = useEntry(
    isCondition ? words.changeData : words.messageData,
    isCondition ? words.conditionHint : words.entryHint,
    knownNames,
  );
  const title = { message: words.message, signal: words.signal, conditional: words.condition }[news.kind](news.name);
  const happen = (): void => {
    const variables = entry.collect();
    if (variables !== undefined) onPerform(instructionOf(news, processKey, variables));
  };
  return (
    <TrialCard title={title} about={news.about} open={open} onOpen={onOpen}>
      {Object.keys(news.correlation).length === 0 ? null : (
        <section aria-label={words.correlation}>
          <h4>{words.correlation}</h4>
          <DataList data={news.correlation} />
        </section>
      )}
      {entry.table}
      <Button look="primary" pictogram="check" onClick={happen}>
        {isCondition ? words.check : news.kind === 'signal' ? words.broadcast : words.send}
      </Button>
    </TrialCard>
  );
}

function instructionOf(news: News, processKey: string, variables: JsonObject): JsonObject {
  const data = Object.keys(variables).length === 0 ? {} : { variables };
  if (news.kind === 'signal') return { type: 'BROADCAST_SIGNAL', signalName: news.name, ...data };
  if (news.kind === 'message') {
    const keys = Object.keys(news.correlation).length === 0 ? {} : { correlationKeys: news.correlation };
    return { type: news.begins ? 'PUBLISH_MESSAGE' : 'CORRELATE_MESSAGE', name: news.name, ...keys, ...data };
  }
  return news.begins
    ? { type: 'EVALUATE_CONDITIONAL_START_EVENT', variables }
    : {
        type: 'UPDATE_VARIABLES',
        processInstanceSelector: { processDefinitionId: processKey },
        variables,
      };
}
