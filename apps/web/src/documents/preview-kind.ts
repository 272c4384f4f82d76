/** How a document can be shown without any other program. */
export type PreviewKind = 'pdf' | 'image' | 'text' | 'none';

const IMAGES: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/bmp']);
const TEXT =
  /^(?:text\/(?:plain|csv|xml|calendar|markdown)|application\/(?:xml|json|yaml)|[a-z0-9.+-]+\/[a-z0-9.+-]+\+(?:xml|json))$/;
/** What a browser can still show without stopping to answer. */
const LARGEST: Readonly<Record<'pdf' | 'image', number>> = { pdf: 100 * 1024 * 1024, image: 40 * 1024 * 1024 };

/** SVG and HTML are never shown: both can run scripts. */
export function previewKind(mediaType: string, size: number): PreviewKind {
  if (mediaType === 'application/pdf') return size <= LARGEST.pdf ? 'pdf' : 'none';
  if (IMAGES.has(mediaType)) return size <= LARGEST.image ? 'image' : 'none';
  return TEXT.test(mediaType) && mediaType !== 'image/svg+xml' ? 'text' : 'none';
}
