import type { Extensions } from '../dialect/extensions.ts';
import type { FindingList } from '../finding/finding-list.ts';
import { idOf, type Element } from '../xml/element.ts';
import type { ExpressionReader } from './expression-reader.ts';
import type { Lanes } from './lanes.ts';
import type { MessageLinks } from './message-links.ts';
import type { Notes } from './notes.ts';
import type { SignalNames } from './signal-names.ts';
import type { TimerForm } from './timer-text.ts';

/** Everything one process is read with. One object, handed to every reader of an element. */
export interface ProcessReading {
  readonly process: Element;
  readonly processId: string;
  /** The model carries attributes an engine acts on, or says that it is executable. */
  readonly technical: boolean;
  /** Some element carries attributes of an engine: its author knows what runs. */
  readonly automated: boolean;
  /** The process says itself that it is not meant to be executed: broken lines are kept as a drawing shows them. */
  readonly documentation: boolean;
  readonly expressions: ExpressionReader;
  /** Whether a written timer has a date at which it fires. */
  readonly canFire: (form: TimerForm, text: string) => boolean;
  readonly extensions: Extensions;
  readonly findings: FindingList;
  readonly lanes: Lanes;
  readonly notes: Notes;
  readonly messageLinks: MessageLinks;
  readonly signalNames: SignalNames;
  /** Namespace prefixes of the file, for qualified names. */
  readonly prefixes: ReadonlyMap<string, string>;
  /** Name of the pool, where one is drawn around the process. */
  readonly participant: string | undefined;
  /** Flows by the id of their source and target, in the order of the file. */
  readonly outgoing: ReadonlyMap<string, readonly Element[]>;
  readonly incoming: ReadonlyMap<string, readonly Element[]>;
}

export function outgoingOf(reading: ProcessReading, node: Element): readonly Element[] {
  return reading.outgoing.get(idOf(node) ?? '') ?? [];
}

export function incomingOf(reading: ProcessReading, node: Element): readonly Element[] {
  return reading.incoming.get(idOf(node) ?? '') ?? [];
}
