import type { ReactElement } from 'react';
import type { DefinitionDetail } from '../api/contracts.ts';
import { stepKind, stepLabel } from '../diagram/step-label.ts';
import { useText } from '../language/language.tsx';

/** What the selected step is, who does it and what its instruction says. */
export function AboutStep({
  definition,
  elementId,
}: {
  definition: DefinitionDetail;
  elementId: string | undefined;
}): ReactElement {
  const text = useText();
  const step = definition.steps.find((each) => each.nodeId === elementId);
  const activity = elementId === undefined ? undefined : definition.activity[elementId];
  return (
    <div className="about-step" role="status">
      {step === undefined ? (
        <p className="soft">{text.portal.selectStep}</p>
      ) : (
        <>
          <p className="soft">{stepKind(step.type, text)}</p>
          <h2>{stepLabel(step, text)}</h2>
          <dl className="facts">
            <div>
              <dt>{text.portal.who}</dt>
              <dd>
                {[...new Set([...(step.lane === undefined ? [] : [step.lane]), ...step.candidates])].join(', ') ||
                  text.general.none}
              </dd>
            </div>
          </dl>
          {step.instruction === undefined ? null : <p className="instruction">{step.instruction}</p>}
          {activity === undefined || activity.running === 0 ? null : <p>{text.portal.here(activity.running)}</p>}
        </>
      )}
    </div>
  );
}
