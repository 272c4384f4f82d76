import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { commands } from '../api/commands.ts';
import type { JsonObject, ScenarioStep, Trial } from '../api/contracts.ts';
import { sourceKey, sourceOf, type TrialSource } from './trial-source.ts';

export interface TrialPlay {
  readonly trial: Trial | undefined;
  readonly error: Error | null;
  /** A step is being played. */
  readonly busy: boolean;
  /** What has been done so far, without a step that was not possible. */
  readonly done: readonly JsonObject[];
  /** The step that was not possible, until another one is. */
  readonly refused: ScenarioStep | undefined;
  readonly perform: (instruction: JsonObject) => void;
  readonly undo: () => void;
  readonly restart: () => void;
  readonly again: () => void;
}

/**
 * A trial is the list of what was done: each step is added to it and all of it played again on the server, which keeps
 * nothing. Going back is leaving the last one out.
 */
export function useTrial(source: TrialSource): TrialPlay {
  const [startsAt, setStartsAt] = useState(() => new Date().toISOString());
  const [instructions, setInstructions] = useState<readonly JsonObject[]>([]);
  const query = useQuery({
    queryKey: ['trial', sourceKey(source), startsAt, instructions],
    queryFn: async () => commands.playTrial({ ...(await sourceOf(source)), startsAt, instructions }),
    staleTime: Infinity,
    retry: false,
    placeholderData: keepPreviousData,
  });
  const last = query.isPlaceholderData ? undefined : query.data?.steps.at(-1);
  const refused = last?.outcome === 'failed' ? last : undefined;
  const done = refused === undefined && !query.isError ? instructions : instructions.slice(0, -1);
  return {
    trial: query.data,
    error: query.error,
    busy: query.isFetching,
    done,
    refused,
    perform: (instruction) => setInstructions([...done, instruction]),
    undo: () => setInstructions(done.slice(0, -1)),
    restart: () => {
      setStartsAt(new Date().toISOString());
      setInstructions([]);
    },
    again: () => void query.refetch(),
  };
}
