import { StreamableFile } from '@nestjs/common';
import { xmlEncoding } from '#runtime';

/** A BPMN or DMN file byte for byte as it was uploaded; the content type says in which encoding. */
export function xmlFile(bytes: Uint8Array): StreamableFile {
  const encoding = xmlEncoding(bytes);
  return new StreamableFile(bytes, {
    type: encoding === 'utf-8' ? 'application/xml' : `application/xml; charset=${encoding}`,
  });
}
