import { ServiceError } from './service-error.ts';

/**
 * What a call can suffer. `before` faults happen instead of the work, `after` faults after it was done:
 *
 * - `delay` answers late, `fail` with a status and words, `reset` cuts the line, `hang` never answers, `html` answers a page
 *   with status 200; each with `-after` once the work is done
 * - `late` does the work only after `delayMs`, long after the caller has given up
 * - `repeat` does the work twice, as a gateway that repeats requests makes it
 * - `answer-twice` writes two answers on the line
 */
const FAULT_KINDS = [
  'delay',
  'fail',
  'fail-after',
  'reset',
  'reset-after',
  'hang',
  'hang-after',
  'html',
  'html-after',
  'late',
  'repeat',
  'answer-twice',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export interface Fault {
  readonly kind: FaultKind;
  /** Regular expression on "METHOD /path". */
  readonly match: string;
  /** So many matching calls pass before the fault begins. */
  readonly skip: number;
  /** So many calls suffer it; without it every one from then on. */
  readonly times?: number;
  readonly status: number;
  readonly message: string;
  readonly delayMs: number;
}

/** The faults planned now, and which call is to suffer which. */
export class FaultPlan {
  #faults: { readonly fault: Fault; seen: number }[] = [];

  list(): readonly Fault[] {
    return this.#faults.map((planned) => planned.fault);
  }

  /** Adds a fault from JSON. @throws ServiceError 422 */
  add(json: unknown): Fault {
    const values = new Map<string, unknown>(typeof json === 'object' && json !== null ? Object.entries(json) : []);
    const kind = FAULT_KINDS.find((known) => known === values.get('kind'));
    if (kind === undefined) throw new ServiceError(422, `Störung unbekannt; möglich sind: ${FAULT_KINDS.join(', ')}`);
    const number = (name: string, fallback: number): number => {
      const value = values.get(name);
      return typeof value === 'number' ? value : fallback;
    };
    const times = values.get('times');
    const message = values.get('message');
    const match = values.get('match');
    const fault: Fault = {
      kind,
      match: typeof match === 'string' ? match : '',
      skip: number('skip', 0),
      status: number('status', 503),
      message: typeof message === 'string' ? message : 'Der Dienst ist vorübergehend nicht verfügbar.',
      delayMs: number('delayMs', 1000),
      ...(typeof times === 'number' ? { times } : {}),
    };
    this.#faults.push({ fault, seen: 0 });
    return fault;
  }

  clear(): void {
    this.#faults = [];
  }

  /** The fault this call is to suffer, if any; counts the call. */
  take(call: string): Fault | undefined {
    for (const planned of this.#faults) {
      const { fault } = planned;
      if (!new RegExp(fault.match).test(call)) continue;
      planned.seen += 1;
      const hit = planned.seen - fault.skip;
      if (hit > 0 && (fault.times === undefined || hit <= fault.times)) return fault;
    }
    return undefined;
  }
}
