import { type PdfDocument, type PdfStream } from './pdf-document.ts';
import { type PdfDictionary, type PdfValue, PdfReference, PdfText, isArray } from './pdf-object.ts';

const maximumFiles = 5_000;

/** A file embedded in a PDF, not yet unpacked. */
export interface EmbeddedFile {
  readonly name: string;
  readonly stream: PdfStream;
}

/**
 * The files embedded in a document: those of the name tree (ISO 32000-1, 7.11.4) and the associated files of PDF/A-3,
 * each once. Trees that contain themselves end where they begin to repeat.
 */
export function* embeddedFiles(document: PdfDocument, catalog: PdfDictionary): Generator<EmbeddedFile> {
  const seen = new Set<string>();
  let count = 0;
  for (const specification of fileSpecifications(document, catalog)) {
    if (++count > maximumFiles) return;
    const dictionary = document.dictionary(specification);
    const files = document.dictionary(dictionary?.get('EF'));
    const target = files?.get('UF') ?? files?.get('F');
    const name = fileName(document, dictionary);
    const key = target instanceof PdfReference ? `${target.objectNumber} ${name}` : name;
    const stream = document.stream(target);
    if (!stream || seen.has(key)) continue;
    seen.add(key);
    yield { name, stream };
  }
}

function fileName(document: PdfDocument, specification: PdfDictionary | undefined): string {
  const name = document.resolve(specification?.get('UF')) ?? document.resolve(specification?.get('F'));
  return name instanceof PdfText ? name.decode() : '';
}

function* fileSpecifications(document: PdfDocument, catalog: PdfDictionary): Generator<PdfValue> {
  const names = document.dictionary(catalog.get('Names'));
  const visited = new Set<number>();
  const pending: PdfValue[] = [names?.get('EmbeddedFiles') ?? null];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node instanceof PdfReference) {
      if (visited.has(node.objectNumber)) continue;
      visited.add(node.objectNumber);
    }
    const dictionary = document.dictionary(node);
    const entries = document.resolve(dictionary?.get('Names'));
    // Names and values alternate; a producer that repeats the key inside the file specification is the rule, not a must.
    if (isArray(entries)) for (let index = 1; index < entries.length; index += 2) yield entries[index] ?? null;
    const kids = document.resolve(dictionary?.get('Kids'));
    if (isArray(kids) && pending.length < maximumFiles) pending.push(...kids.slice(0, maximumFiles).reverse());
  }
  const associated = document.resolve(catalog.get('AF'));
  if (isArray(associated)) yield* associated;
}
