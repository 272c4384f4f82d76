import { useState, type ReactElement } from 'react';
import { Link } from 'react-router';
import type { InstanceDetail } from '../api/contracts.ts';
import { useText } from '../language/language.tsx';
import { Button } from '../parts/button.tsx';
import { CaseDataView } from '../parts/case-data-view.tsx';
import { useMay } from '../shell/session.tsx';
import { ChangeDataDialog } from './change-data-dialog.tsx';

/** What is known in this case, and the cases that belong to it. The operator may mend data here. */
export function CaseData({ instance }: { instance: InstanceDetail }): ReactElement {
  const text = useText();
  const mayOperate = useMay('instance:operate');
  const [changes, setChanges] = useState(false);
  const live = instance.state === 'running' || instance.state === 'suspended';
  return (
    <section className="block" aria-labelledby="case-data-title">
      <div className="block__head">
        <h2 id="case-data-title">{text.cases.data}</h2>
        {mayOperate && live ? (
          <Button look="tertiary" pictogram="edit" onClick={() => setChanges(true)}>
            {text.cases.changeData}
          </Button>
        ) : null}
      </div>
      {Object.keys(instance.variables).length === 0 ? (
        <p className="soft">{text.cases.noData}</p>
      ) : (
        <CaseDataView data={instance.variables} groups={instance.dataGroups} instanceId={instance.id} level={3} />
      )}
      {instance.calledInstances.length === 0 ? null : (
        <>
          <h3>{text.cases.called}</h3>
          <ul className="plain-list">
            {instance.calledInstances.map((called) => (
              <li key={called.id}>
                <Link className="kern-link" to={`/cases/${encodeURIComponent(called.id)}`}>
                  {called.definition.name ?? called.definition.key}
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
      {changes ? <ChangeDataDialog instance={instance} onClose={() => setChanges(false)} /> : null}
    </section>
  );
}
