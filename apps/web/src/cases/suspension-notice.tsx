import type { ReactElement } from 'react';
import type { Suspension } from '../api/contracts.ts';
import { formatDateTime } from '../language/format.ts';
import { useText } from '../language/language.tsx';
import { Notice } from '../parts/notice.tsx';
import { usePeopleNames } from '../shell/people-names.ts';

/** That a case is halted, why, by whom and since when. */
export function SuspensionNotice({ suspension }: { suspension: Suspension }): ReactElement {
  const text = useText();
  const who = usePeopleNames();
  const { at, by, reason } = suspension;
  const since = [
    by === undefined ? undefined : who(by),
    at === undefined ? undefined : formatDateTime(new Date(at)),
  ].filter((each) => each !== undefined);
  return (
    <Notice tone="warning" title={text.cases.suspensionTitle}>
      {reason === undefined ? null : <p>{text.timeline.reason(reason)}</p>}
      {since.length === 0 ? null : <p className="soft">{text.cases.suspensionBy(since.join(', '))}</p>}
      <p>{text.cases.suspensionText}</p>
    </Notice>
  );
}
