import { xmlEncoding } from '#runtime';

/** A BPMN or DMN file as the text inside a JSON answer, whatever encoding it was uploaded in. */
export function xmlText(bytes: Uint8Array): string {
  return new TextDecoder(xmlEncoding(bytes)).decode(bytes);
}
