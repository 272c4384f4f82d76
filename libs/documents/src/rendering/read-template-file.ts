import { DocumentError } from '../port/document-error.ts';
import { type DocumentTemplate } from './letter-template.ts';

const MAX_BYTES = 1024 * 1024;
const FENCE = /^---\s*$/;
const TEXTS = ['layout', 'title', 'sender', 'return-line', 'remark', 'subject'] as const;
const LISTS = ['recipient', 'information', 'foot'] as const;
type TextName = (typeof TEXTS)[number];
type ListName = (typeof LISTS)[number];

interface Head {
  readonly texts: Partial<Record<TextName, string>>;
  readonly lists: Partial<Record<ListName, readonly { readonly text: string; readonly line: number }[]>>;
}

/**
 * Reads a template file (`*.template.md`): between two lines of `---` what stands around the text, then the text in the
 * small Markdown of templates.
 *
 *     ---
 *     layout: letter
 *     title: Bescheid {{ nummer }}
 *     sender: Stadt Musterstadt
 *     return-line: Stadt Musterstadt · Markt 1 · 35390 Musterstadt
 *     recipient:
 *     - {{ antragsteller.name }}
 *     information:
 *     - Unser Zeichen: {{ nummer }}
 *     subject: Bescheid über die Hundesteuer
 *     foot:
 *     - Stadt Musterstadt \ Markt 1
 *     ---
 *     Sehr geehrte Damen und Herren,
 *
 * A value is everything up to the end of its line, taken as it is: no quotation marks, placeholders anywhere. In `foot` a
 * backslash between spaces begins a new line. `layout` is `letter` unless it says `document`.
 *
 * @throws DocumentError TEMPLATE_INVALID naming the line
 */
export function readTemplateFile(bytes: Uint8Array): DocumentTemplate {
  if (bytes.byteLength > MAX_BYTES)
    throw invalid(1, `a template of at most ${MAX_BYTES} bytes`, `it has ${bytes.byteLength}`);
  const lines = decoded(bytes)
    .replace(/^\ufeff/, '')
    .replaceAll('\r\n', '\n')
    .split('\n');
  if (!FENCE.test(lines[0] ?? '')) throw invalid(1, 'a first line ---', `found "${(lines[0] ?? '').slice(0, 40)}"`);
  const end = lines.findIndex((line, at) => at > 0 && FENCE.test(line));
  if (end < 0) throw invalid(1, 'a second line --- after the head', 'there is none');
  const { texts, lists } = readHead(lines.slice(1, end));
  const layout = texts.layout ?? 'letter';
  if (layout !== 'letter' && layout !== 'document')
    throw invalid(1, 'layout: letter or layout: document', `found "${layout}"`);
  if (texts.title === undefined) throw invalid(1, 'a title', 'there is none');
  const body = lines.slice(end + 1).join('\n');
  const { sender, remark, subject } = texts;
  const foot = lists.foot?.map(({ text }) => text.replaceAll(/\s\\\s/g, '\n'));
  return {
    layout,
    title: texts.title,
    body,
    ...(sender === undefined
      ? {}
      : {
          sender: {
            name: sender,
            returnLine: texts['return-line'] ?? sender,
            ...(foot === undefined ? {} : { foot }),
          },
        }),
    ...(lists.recipient === undefined ? {} : { recipient: lists.recipient.map(({ text }) => text) }),
    ...(lists.information === undefined ? {} : { information: lists.information.map(labelled) }),
    ...(remark === undefined ? {} : { remark }),
    ...(subject === undefined ? {} : { subject }),
  };
}

function readHead(lines: readonly string[]): Head {
  const texts: Partial<Record<TextName, string>> = {};
  const lists: Partial<Record<ListName, { text: string; line: number }[]>> = {};
  const seen = new Set<string>();
  let list: { text: string; line: number }[] | undefined;
  lines.forEach((raw, at) => {
    const line = at + 2;
    const text = raw.trim();
    if (text === '' || text.startsWith('#')) return;
    const item = /^-\s+(.*)$/.exec(text);
    if (item !== null) {
      if (list === undefined) throw invalid(line, `"${LISTS.join(':", "')}:" before the first "- "`, 'there is none');
      list.push({ text: item[1] ?? '', line });
      return;
    }
    const entry = /^([a-z-]+):(?:\s+(.*))?$/.exec(text);
    const name = entry?.[1] ?? '';
    const value = entry?.[2]?.trim() ?? '';
    if (seen.has(name)) throw invalid(line, `"${name}" once`, 'it comes a second time');
    seen.add(name);
    if (isOneOf(LISTS, name) && value === '') {
      list = [];
      lists[name] = list;
    } else if (isOneOf(TEXTS, name)) {
      list = undefined;
      if (value !== '') texts[name] = value;
    } else {
      throw invalid(
        line,
        `one of ${[...TEXTS, ...LISTS].join(', ')} (lists with "- " on lines of their own)`,
        `found "${text.slice(0, 60)}"`,
      );
    }
  });
  return { texts, lists };
}

function labelled({ text, line }: { readonly text: string; readonly line: number }): {
  readonly label: string;
  readonly value: string;
} {
  const colon = text.indexOf(':');
  if (colon < 1) throw invalid(line, '"- label: value"', `found "${text.slice(0, 60)}"`);
  return { label: text.slice(0, colon).trim(), value: text.slice(colon + 1).trim() };
}

function isOneOf<T extends string>(names: readonly T[], name: string): name is T {
  return (names as readonly string[]).includes(name);
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw invalid(1, 'text in UTF-8', 'it is not');
  }
}

function invalid(line: number, expected: string, found: string): DocumentError {
  return new DocumentError('TEMPLATE_INVALID', `Expected ${expected}, but ${found} (line ${line}).`, {
    details: { line },
  });
}
