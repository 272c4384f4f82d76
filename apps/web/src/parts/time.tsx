import { useSyncExternalStore, type ReactElement } from 'react';
import { deadlineText, formatDateTime, formatDay, formatRelative } from '../language/format.ts';
import { useLanguage } from '../language/language.tsx';

let now = new Date();
const listeners = new Set<() => void>();
let ticking: number | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  ticking ??= window.setInterval(() => {
    now = new Date();
    for (const each of listeners) each();
  }, 30_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      window.clearInterval(ticking);
      ticking = undefined;
    }
  };
}

/** The present moment, moving every 30 s, one clock for the whole screen. */
export function useNow(): Date {
  return useSyncExternalStore(subscribe, () => now);
}

/** "vor 3 Minuten", with the absolute time on hover and for screen readers' `<time>`. */
export function RelativeTime({ instant }: { instant: string }): ReactElement {
  const { language } = useLanguage();
  const present = useNow();
  const moment = new Date(instant);
  return (
    <time dateTime={instant} title={formatDateTime(moment)}>
      {formatRelative(moment, present, language)}
    </time>
  );
}

/** "20.11.2026, 08:05", with the relative time on hover. */
export function AbsoluteTime({ instant }: { instant: string }): ReactElement {
  const { language } = useLanguage();
  const present = useNow();
  const moment = new Date(instant);
  return (
    <time dateTime={instant} title={formatRelative(moment, present, language)}>
      {formatDateTime(moment)}
    </time>
  );
}

/** A deadline: "23.11.2026" where only the day counts, else with its time; how far it is away on hover. */
export function Deadline({ instant, day }: { instant: string; day: string | undefined }): ReactElement {
  const { language } = useLanguage();
  const present = useNow();
  if (day === undefined) return <AbsoluteTime instant={instant} />;
  const moment = new Date(`${day}T00:00:00`);
  return (
    <time dateTime={day} title={formatDay(moment, present, language)}>
      {deadlineText(instant, day)}
    </time>
  );
}
