import { useId, type ReactElement } from 'react';
import type { TaskQuestion } from '../api/contracts.ts';
import { useText } from '../language/language.tsx';

/** A gateway's question: radio buttons for one answer, checkboxes for several. */
export function QuestionGroup({
  question,
  chosen,
  faulty,
  onChoose,
}: {
  question: TaskQuestion;
  chosen: readonly string[];
  faulty: boolean;
  onChoose: (flowIds: readonly string[]) => void;
}): ReactElement {
  const text = useText();
  const id = useId();
  const choose = (flowId: string, checked: boolean): void => {
    if (!question.multiple) onChoose([flowId]);
    else onChoose(checked ? [...chosen, flowId] : chosen.filter((each) => each !== flowId));
  };
  const kind = question.multiple ? 'checkbox' : 'radio';
  return (
    <fieldset
      className={faulty ? 'kern-fieldset kern-fieldset--error question' : 'kern-fieldset question'}
      data-faulty={faulty}
      aria-describedby={faulty ? `${id}-hint ${id}-error` : `${id}-hint`}
    >
      <legend className="question__text">{question.text === '' ? text.inbox.questions : question.text}</legend>
      <p className="kern-hint" id={`${id}-hint`}>
        {question.multiple ? text.inbox.chooseMany : text.inbox.chooseOne}
      </p>
      <div className="kern-fieldset__body question__answers">
        {question.answers.map((answer) => (
          <div key={answer.flowId} className="kern-form-check">
            <input
              id={`${id}-${answer.flowId}`}
              type={kind}
              name={id}
              className={`kern-form-check__${kind}`}
              checked={chosen.includes(answer.flowId)}
              aria-invalid={faulty && kind === 'checkbox' ? true : undefined}
              onChange={(event) => choose(answer.flowId, event.target.checked)}
            />
            <label className="kern-label" htmlFor={`${id}-${answer.flowId}`}>
              {answer.label}
            </label>
          </div>
        ))}
      </div>
      {faulty ? (
        <p className="kern-error" id={`${id}-error`}>
          <span className="kern-icon kern-icon--danger" aria-hidden="true" />
          <span className="kern-body">{question.multiple ? text.inbox.answersMissing : text.inbox.answerMissing}</span>
        </p>
      ) : null}
    </fieldset>
  );
}
