import {
  getDocument,
  GlobalWorkerOptions,
  TextLayer,
  type PDFDocumentLoadingTask,
  type PDFDocumentProxy,
  type PDFPageProxy,
} from 'pdfjs-dist';
import workerAddress from 'pdfjs-dist/build/pdf.worker.min.mjs?url';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useText } from '../language/language.tsx';
import { IconButton } from '../parts/button.tsx';
import { Notice } from '../parts/notice.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import type { DocumentPreviewProps } from './document-preview.tsx';

GlobalWorkerOptions.workerSrc = workerAddress;

/** Where the build puts what pdf.js reads on demand; see vite.config.ts. */
const RESOURCES = '/pdfjs/';
/** A page larger than this is drawn coarser: a plan of ten square metres must not take all memory. */
const MOST_PIXELS = 12_000_000;
const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3] as const;
/** More pages than this are a matter of the downloaded file. */
const MOST_PAGES = 500;
const A4_RATIO = Math.SQRT2;

type Opened =
  | { readonly state: 'opening' }
  | { readonly state: 'open'; readonly pdf: PDFDocumentProxy; readonly ratio: number }
  | { readonly state: 'locked' | 'broken' };

/** The pages of a PDF below each other. Each is drawn when it comes near the window; its words can be read and selected. */
export function PdfView({ url, fileName }: DocumentPreviewProps): ReactElement {
  const text = useText();
  const opened = usePdf(url);
  const [zoom, setZoom] = useState(2);
  if (opened.state === 'opening') return <Skeleton lines={8} tall />;
  if (opened.state !== 'open') {
    return (
      <Notice
        tone="warning"
        title={opened.state === 'locked' ? text.documents.locked(fileName) : text.documents.unreadable(fileName)}
      />
    );
  }
  const { pdf, ratio } = opened;
  const pages = Math.min(pdf.numPages, MOST_PAGES);
  return (
    <>
      <div className="preview__tools">
        <span className="figure">{text.documents.pages(pdf.numPages)}</span>
        <span className="preview__zoom">
          <IconButton
            pictogram="minus"
            label={text.documents.zoomOut}
            aria-disabled={zoom === 0}
            onClick={() => setZoom(Math.max(0, zoom - 1))}
          />
          <span className="figure" aria-live="polite">
            {Math.round((ZOOMS[zoom] ?? 1) * 100)} %
          </span>
          <IconButton
            pictogram="plus"
            label={text.documents.zoomIn}
            aria-disabled={zoom === ZOOMS.length - 1}
            onClick={() => setZoom(Math.min(ZOOMS.length - 1, zoom + 1))}
          />
        </span>
      </div>
      <div className="preview__scroll" tabIndex={0} role="region" aria-label={text.documents.previewOf(fileName)}>
        {Array.from({ length: pages }, (_, index) => (
          <PdfPage key={index} pdf={pdf} number={index + 1} zoom={ZOOMS[zoom] ?? 1} ratio={ratio} />
        ))}
        {pdf.numPages > pages ? <p className="preview__note">{text.documents.morePages(pages)}</p> : null}
      </div>
    </>
  );
}

function usePdf(url: string): Opened {
  const [opened, setOpened] = useState<Opened>({ state: 'opening' });
  useEffect(() => {
    let task: PDFDocumentLoadingTask | undefined;
    let closed = false;
    const open = async (): Promise<void> => {
      task = getDocument({
        url,
        isEvalSupported: false,
        useWasm: false,
        cMapUrl: `${RESOURCES}cmaps/`,
        cMapPacked: true,
        standardFontDataUrl: `${RESOURCES}standard_fonts/`,
        wasmUrl: `${RESOURCES}wasm/`,
        disableAutoFetch: true,
        maxImageSize: 100_000_000,
      });
      try {
        const pdf = await task.promise;
        const { width, height } = (await pdf.getPage(1)).getViewport({ scale: 1 });
        if (!closed) setOpened({ state: 'open', pdf, ratio: height / width });
      } catch (error) {
        if (closed) return;
        const locked = error instanceof Error && error.name === 'PasswordException';
        setOpened({ state: locked ? 'locked' : 'broken' });
      }
    };
    void open();
    return () => {
      closed = true;
      // Not before it is open: a worker that is ended while it opens a document throws.
      const ended = task;
      const end = (): void => void ended?.destroy().catch(() => undefined);
      ended?.promise.then(end, end);
    };
  }, [url]);
  return opened;
}

interface PageProps {
  readonly pdf: PDFDocumentProxy;
  readonly number: number;
  readonly zoom: number;
  /** Height by width of the first page: keeps the place of pages that are not drawn yet. */
  readonly ratio: number;
}

function PdfPage({ pdf, number, zoom, ratio }: PageProps): ReactElement {
  const text = useText();
  const frame = useRef<HTMLDivElement>(null);
  const near = useNear(frame);
  const [shape, setShape] = useState(Number.isFinite(ratio) && ratio > 0 ? ratio : A4_RATIO);
  useEffect(() => {
    const box = frame.current;
    if (!near || box === null) return undefined;
    let stop: (() => void) | undefined;
    let gone = false;
    const draw = async (): Promise<void> => {
      const page = await pdf.getPage(number);
      if (gone) return;
      const { width, height } = page.getViewport({ scale: 1 });
      setShape(height / width);
      stop = drawPage(page, box);
    };
    void draw().catch(() => undefined);
    return () => {
      gone = true;
      stop?.();
    };
  }, [near, number, pdf, zoom]);
  return (
    <div
      ref={frame}
      className="pdf-page"
      role="group"
      aria-label={text.documents.page(number)}
      style={{ width: `${zoom * 100}%`, aspectRatio: `1 / ${shape}` }}
    />
  );
}

/** Draws a page as wide as its box, with its words above it for selecting and for screen readers. */
function drawPage(page: PDFPageProxy, box: HTMLDivElement): () => void {
  const plain = page.getViewport({ scale: 1 });
  const scale = box.clientWidth / plain.width;
  const viewport = page.getViewport({ scale });
  const wanted = Math.min(window.devicePixelRatio, 2);
  const sharpness = Math.min(wanted, Math.sqrt(MOST_PIXELS / Math.max(1, viewport.width * viewport.height)));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.floor(viewport.width * sharpness));
  canvas.height = Math.max(1, Math.floor(viewport.height * sharpness));
  canvas.setAttribute('aria-hidden', 'true');
  const words = document.createElement('div');
  words.className = 'pdf-page__words';
  words.style.setProperty('--total-scale-factor', String(scale));
  const drawing = page.render({
    canvas,
    viewport: page.getViewport({ scale: scale * sharpness }),
    annotationMode: 1,
  });
  const layer = new TextLayer({ textContentSource: page.streamTextContent(), container: words, viewport });
  drawing.promise.then(
    () => {
      box.replaceChildren(canvas, words);
    },
    () => undefined,
  );
  layer.render().catch(() => undefined);
  return () => {
    drawing.cancel();
    layer.cancel();
  };
}

/** True from the moment on when the element has been within a window's height of what is seen. */
function useNear(element: React.RefObject<HTMLElement | null>): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    const target = element.current;
    if (target === null) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        setNear(true);
        observer.disconnect();
      },
      { rootMargin: '100%' },
    );
    observer.observe(target);
    return () => observer.disconnect();
  }, [element]);
  return near;
}
