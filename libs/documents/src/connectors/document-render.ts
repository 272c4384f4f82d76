import { type ExpressionLanguage } from '#expressions';
import type { Connector } from '#runtime';
import { type RecordCaseFiles } from '../cases/record-case-files.ts';
import { DocumentError } from '../port/document-error.ts';
import { readTemplateFile } from '../rendering/read-template-file.ts';
import { renderDocument } from '../rendering/render-document.ts';
import { RENDER } from './connector-descriptions.ts';
import { BY_PROCESS, documentConnector, documentNameOf, type RecordDelivery } from './document-connector.ts';

export interface RenderConnectorOptions {
  readonly caseFiles: RecordCaseFiles;
  readonly expressions: ExpressionLanguage;
  /** A file deployed with the process a case runs by; undefined when there is none of this name. */
  readonly deployedFile: (instanceId: string, name: string) => Promise<Uint8Array | undefined>;
  /** Author in the metadata: the office. */
  readonly author: string;
  readonly clock: () => Date;
}

const ENDING = '.template.md';

/**
 * Topic `document-render`: fills the template `template`, a file deployed with the process, with what the activity can see,
 * and files it as PDF/A-2b in the record of the case. Reads `documentType` (letter), `documentTitle` (that of the template),
 * `documentName` and `indexData`; sets `resultVariable` (document). A job that is repeated renders nothing again.
 */
export function createRenderConnector(
  options: RenderConnectorOptions,
  delivery: RecordDelivery | undefined,
): Connector {
  return documentConnector('document-render', RENDER, delivery, async (job, input) => {
    const { caseFiles } = options;
    const document = await caseFiles.fileOnce({
      claim: job.idempotencyKey,
      instanceId: job.instanceId,
      name: documentNameOf(job, input),
      make: async () => {
        const name = input.required('template');
        const template = readTemplateFile(await templateFile(options, job.instanceId, name));
        const rendered = await renderDocument(options.expressions, {
          template,
          data: job.variables,
          author: options.author,
          now: options.clock(),
        });
        return {
          documentType: input.text('documentType') ?? 'letter',
          title: input.text('documentTitle') ?? rendered.title,
          fileName: input.text('fileName') ?? rendered.fileName,
          mediaType: rendered.mediaType,
          content: rendered.bytes,
          indexData: input.newIndexData('indexData'),
          by: BY_PROCESS,
        };
      },
    });
    const { record } = await caseFiles.ensureRecord(job.instanceId, {}, BY_PROCESS);
    return { record, variables: { [input.text('resultVariable') ?? 'document']: { ...document } } };
  });
}

async function templateFile(options: RenderConnectorOptions, instanceId: string, name: string): Promise<Uint8Array> {
  for (const candidate of name.endsWith(ENDING) ? [name] : [name, `${name}${ENDING}`]) {
    const file = await options.deployedFile(instanceId, candidate);
    if (file !== undefined) return file;
  }
  throw new DocumentError(
    'TEMPLATE_INVALID',
    `Expected a template "${name}" among the files deployed with the process, but there is none; deploy ${name.replace(ENDING, '')}${ENDING} together with it.`,
  );
}
