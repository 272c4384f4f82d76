import type { ApplicationReceipt } from '../api/contracts.ts';

/** An application being filled in, or sent: kept while the browser's tab is open, so that a reload sends nothing twice. */
export interface Draft {
  /** Names the application for ever: sent again under the same name it stays one. */
  readonly submission: string;
  readonly receipt?: ApplicationReceipt;
}

const keyOf = (service: string): string => `laufzettel.application.${service}`;

export function rememberedDraft(service: string): Draft {
  try {
    const text = window.sessionStorage.getItem(keyOf(service));
    if (text !== null) return JSON.parse(text) as Draft;
  } catch {
    // A closed storage, or something else in it: a new application.
  }
  return startDraft(service);
}

export function startDraft(service: string): Draft {
  return keepDraft(service, { submission: randomName() });
}

export function keepDraft(service: string, draft: Draft): Draft {
  try {
    window.sessionStorage.setItem(keyOf(service), JSON.stringify(draft));
  } catch {
    // Without storage a reload begins anew; that is all it costs.
  }
  return draft;
}

/** UUID version 4 (RFC 9562, 5.4); `crypto.randomUUID` is missing on pages that came without TLS. */
function randomName(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes].map((byte, at) => {
    const value = at === 6 ? (byte & 0x0f) | 0x40 : at === 8 ? (byte & 0x3f) | 0x80 : byte;
    return value.toString(16).padStart(2, '0');
  });
  const part = (from: number, to: number): string => hex.slice(from, to).join('');
  return `${part(0, 4)}-${part(4, 6)}-${part(6, 8)}-${part(8, 10)}-${part(10, 16)}`;
}
