import { useId, useImperativeHandle, useState, type ReactElement, type Ref } from 'react';
import type { FormField, JsonObject } from '../api/contracts.ts';
import { useLanguage } from '../language/language.tsx';
import { SelectField, TextField } from './field.tsx';
import { firstTexts, readFields } from './form-fields.ts';
import type { SchemaFormHandle } from './schema-form.tsx';

/** A form whose fields are written in the model itself. */
export function FieldsForm({
  handle,
  fields,
  data,
  onChange,
}: {
  handle: Ref<SchemaFormHandle>;
  fields: readonly FormField[];
  data: JsonObject;
  onChange: () => void;
}): ReactElement {
  const { language, text } = useLanguage();
  const [texts, setTexts] = useState(() => firstTexts(fields, data, language));
  const [tried, setTried] = useState(false);
  const { variables, errors } = readFields(fields, texts, language, text);
  useImperativeHandle(handle, () => ({
    collect: () => {
      setTried(true);
      return Promise.resolve(Object.keys(errors).length > 0 ? undefined : { variables });
    },
  }));
  return (
    <div className="fields-form">
      {fields.map((field) => (
        <Field
          key={field.id}
          field={field}
          value={texts[field.id] ?? ''}
          error={tried ? errors[field.id] : undefined}
          onChange={(value) => {
            onChange();
            setTexts({ ...texts, [field.id]: value });
          }}
        />
      ))}
    </div>
  );
}

interface FieldProps {
  readonly field: FormField;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (value: string) => void;
}

function Field(props: FieldProps): ReactElement {
  const { language, text } = useLanguage();
  const { field, value, error, onChange } = props;
  const label = field.required || field.type === 'boolean' ? field.label : `${field.label} ${text.general.optional}`;
  if (field.type === 'boolean') return <CheckField {...props} />;
  if (field.type === 'enum' && !field.readOnly) {
    const choices = (field.choices ?? []).map((choice) => ({ value: choice.id, label: choice.label }));
    return (
      <SelectField
        label={label}
        value={value}
        error={error}
        onChange={onChange}
        options={[{ value: '', label: text.form.choose }, ...choices]}
      />
    );
  }
  const isNumber = field.type === 'long' || field.type === 'double';
  return (
    <TextField
      label={field.readOnly ? field.label : label}
      type={field.type === 'date' ? 'date' : 'text'}
      inputMode={isNumber ? 'decimal' : undefined}
      lang={language}
      readOnly={field.readOnly}
      required={field.required}
      value={field.type === 'enum' ? (field.choices?.find((choice) => choice.id === value)?.label ?? value) : value}
      error={error}
      onChange={onChange}
    />
  );
}

function CheckField({ field, value, onChange }: FieldProps): ReactElement {
  const id = useId();
  return (
    <div className="kern-form-check">
      <input
        id={id}
        type="checkbox"
        className="kern-form-check__checkbox"
        checked={value === 'true'}
        disabled={field.readOnly}
        onChange={(event) => onChange(String(event.target.checked))}
      />
      <label className="kern-label" htmlFor={id}>
        {field.label}
      </label>
    </div>
  );
}
