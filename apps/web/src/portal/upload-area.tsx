import { createContext, useContext, useEffect, useMemo, useRef, useState, type ReactElement } from 'react';
import { Outlet, useNavigate } from 'react-router';
import { DEPLOY_LIMITS } from '../api/contracts.ts';
import { formatBytes } from '../language/format.ts';
import { useLanguage } from '../language/language.tsx';
import { Pictogram } from '../parts/pictogram.tsx';
import { useToast } from '../parts/toast.tsx';
import { useMay } from '../shell/session.tsx';

interface UploadDraft {
  readonly files: readonly File[];
  /** Checks number and size, keeps the files in memory only and shows what they would do. */
  readonly take: (files: readonly File[]) => void;
  /** Keeps other files instead, without leaving the page. */
  readonly replace: (files: readonly File[]) => void;
  readonly discard: () => void;
}

const UploadContext = createContext<UploadDraft>({
  files: [],
  take: () => undefined,
  replace: () => undefined,
  discard: () => undefined,
});

export function useUploadDraft(): UploadDraft {
  return useContext(UploadContext);
}

/** The whole portal is where a file can be dropped. What was dropped lives here until it is released or discarded. */
export function UploadArea(): ReactElement {
  const { language, text } = useLanguage();
  const toast = useToast();
  const navigate = useNavigate();
  const mayDeploy = useMay('process:deploy');
  const [files, setFiles] = useState<readonly File[]>([]);
  const [dragging, setDragging] = useState(false);

  const draft = useMemo<UploadDraft>(
    () => ({
      files,
      take: (taken) => {
        const big = taken.find((file) => file.size > DEPLOY_LIMITS.fileBytes);
        if (taken.length === 0) return;
        if (taken.length > DEPLOY_LIMITS.files)
          toast({ tone: 'danger', title: text.upload.tooMany(DEPLOY_LIMITS.files) });
        else if (big !== undefined) {
          toast({
            tone: 'danger',
            title: text.upload.tooBig(big.name, formatBytes(DEPLOY_LIMITS.fileBytes, language)),
          });
        } else {
          setFiles(taken);
          void navigate('/processes/upload');
        }
      },
      replace: setFiles,
      discard: () => setFiles([]),
    }),
    [files, language, navigate, text, toast],
  );
  const newest = useRef(draft);
  useEffect(() => {
    newest.current = draft;
  });

  useEffect(() => {
    if (!mayDeploy) return undefined;
    const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
    const over = (event: DragEvent): void => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setDragging(true);
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setDragging(false);
    };
    const drop = (event: DragEvent): void => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setDragging(false);
      newest.current.take(Array.from(event.dataTransfer?.files ?? []));
    };
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, [mayDeploy]);

  return (
    <UploadContext value={draft}>
      <Outlet />
      {dragging ? (
        <div className="drop-veil" aria-hidden="true">
          <div>
            <Pictogram name="upload" size={40} />
            <strong>{text.portal.dropHere}</strong>
            <p>{text.portal.dropText}</p>
          </div>
        </div>
      ) : null}
    </UploadContext>
  );
}
