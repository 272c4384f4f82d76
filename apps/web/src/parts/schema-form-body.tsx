import '@bpmn-io/form-js-viewer/dist/assets/form-js.css';
import { Form } from '@bpmn-io/form-js-viewer';
import { useEffect, useImperativeHandle, useRef, useState, type ReactElement } from 'react';
import type { JsonObject } from '../api/contracts.ts';
import { useLanguage } from '../language/language.tsx';
import { datesInText } from './dates-in-text.ts';
import { keepFormCalendars } from './form-calendars.ts';
import { keepFormLibraryWords } from './form-library-words.ts';
import { formMessage } from './form-messages.ts';
import { Notice } from './notice.tsx';
import type { SchemaFormProps } from './schema-form.tsx';
import { withTownClock } from './town-clock.ts';

/** The part of form-js's validator that all its messages pass through. */
interface FieldValidator {
  validateFieldInstance: (...field: readonly unknown[]) => string[];
}

/** The part of form-js that every text of a form passes through. */
interface MarkdownRenderer {
  render: (markdown: string) => string;
}

/**
 * Without the library's pause of 300 ms before it takes over what is typed: whatever draws the form again in that time, such as
 * leaving the field before, would put the old value back over the new letters.
 */
function optionsOf(container: HTMLElement): ConstructorParameters<typeof Form>[0] {
  // Read by the library, but missing from its types.
  const takeOverAtOnce = { debounce: false };
  return { container, ...takeOverAtOnce };
}

/** A form-js form. Its data at the start is what the case had then; later changes of the case do not overwrite typing. */
export function SchemaFormBody({ handle, schema, data, onChange }: SchemaFormProps): ReactElement {
  const { language, text } = useLanguage();
  const holder = useRef<HTMLDivElement>(null);
  const form = useRef<Form>(null);
  const start = useRef({ data, onChange });
  const words = useRef(text.form);
  const [faulty, setFaulty] = useState(false);
  const [broken, setBroken] = useState(false);

  useEffect(() => {
    words.current = text.form;
  }, [text]);

  useEffect(() => {
    const container = holder.current;
    if (container === null) return undefined;
    const created = new Form(optionsOf(container));
    form.current = created;
    const validator = created.get<FieldValidator>('validator');
    const validate = validator.validateFieldInstance.bind(validator);
    // The library has no translations; its validator is the one place all messages come from.
    validator.validateFieldInstance = (...field) =>
      validate(...field).map((message) => formMessage(message, words.current));
    const markdown = created.get<MarkdownRenderer>('markdownRenderer');
    const render = markdown.render.bind(markdown);
    markdown.render = (words) => render(datesInText(words));
    created.importSchema({ ...withTownClock(schema) }, { ...start.current.data }).then(
      () => {
        created.on('changed', () => start.current.onChange());
      },
      () => {
        setBroken(true);
      },
    );
    const stop = keepFormLibraryWords(container, () => words.current);
    return () => {
      stop();
      form.current = null;
      created.destroy();
    };
  }, [schema]);

  useEffect(() => (holder.current === null ? undefined : keepFormCalendars(holder.current, language)), [language]);

  useImperativeHandle(
    handle,
    () => ({
      collect: () => {
        const result = form.current?.submit() as
          { data: JsonObject; errors: Readonly<Record<string, unknown>> } | undefined;
        const isFaulty = result === undefined || Object.keys(result.errors).length > 0;
        setFaulty(isFaulty);
        return Promise.resolve(isFaulty ? undefined : { variables: result.data });
      },
    }),
    [],
  );

  return (
    <div className="schema-form">
      {broken ? (
        <Notice tone="danger" title={text.inbox.formBroken} announce>
          <p>{text.inbox.formBrokenText}</p>
        </Notice>
      ) : faulty ? (
        <Notice tone="danger" title={text.inbox.formInvalid} announce />
      ) : null}
      <div ref={holder} />
    </div>
  );
}
