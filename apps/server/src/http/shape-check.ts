import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import type { FieldError } from '#contracts';
import { CONTRACT_SCHEMAS } from '../openapi/contract-schemas.ts';
import type { ShapeName } from './operation.ts';

const ROOT = 'contract';
const ISO_INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
ajv.addFormat('date-time', (text: string) => ISO_INSTANT.test(text) && !Number.isNaN(Date.parse(text)));
// Where the description keeps its schemas; the references inside them expect them there.
ajv.addKeyword('components');
ajv.addSchema({ $id: ROOT, components: { schemas: CONTRACT_SCHEMAS } });
const compiled = new Map<ShapeName, ValidateFunction>();

/** What is wrong with `value` as a shape of the contract; empty when it fits. Pointers are RFC 6901. */
export function shapeFaults(shape: ShapeName, value: unknown): readonly FieldError[] {
  let validate = compiled.get(shape);
  if (validate === undefined) {
    validate = ajv.compile({ $ref: `${ROOT}#/components/schemas/${shape}` });
    compiled.set(shape, validate);
  }
  return validate(value) ? [] : (validate.errors ?? []).slice(0, 20).map(fieldError);
}

function fieldError({ instancePath, keyword, params, message }: ErrorObject): FieldError {
  const inside = (name: unknown) => `${instancePath}/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`;
  switch (keyword) {
    case 'required':
      return { pointer: inside(params['missingProperty']), detail: 'Expected a value, but it is missing.' };
    case 'additionalProperties':
      return {
        pointer: inside(params['additionalProperty']),
        detail: 'Expected only known fields, but this one does not exist.',
      };
    case 'enum':
      return { pointer: instancePath, detail: `Expected one of ${(params['allowedValues'] as unknown[]).join(', ')}.` };
    case 'format':
      return {
        pointer: instancePath,
        detail: 'Expected an ISO 8601 instant with time zone, e.g. 2026-11-20T08:15:00Z.',
      };
    default:
      return { pointer: instancePath, detail: `Expected a value that ${message ?? 'fits'}.` };
  }
}
