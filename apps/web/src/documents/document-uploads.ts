import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { apiPaths, type DocumentSummary } from '../api/contracts.ts';
import { uploadFile } from '../api/upload.ts';

/** A file on its way to the record, or one that was not taken. */
export interface RunningUpload {
  readonly id: number;
  readonly name: string;
  /** 0 to 1. */
  readonly share: number;
  readonly error?: unknown;
}

export interface DocumentUploads {
  readonly uploads: readonly RunningUpload[];
  /** Files become documents of the record, one after the other. */
  readonly add: (files: readonly File[]) => void;
  /** The file becomes the next version of a document. */
  readonly addVersion: (documentId: string, file: File) => void;
  /** Stops it, or takes its message away. */
  readonly dismiss: (id: number) => void;
}

/** Sends files to the record of a case. What is under way is stopped when the panel goes away. */
export function useDocumentUploads(instanceId: string, onDone: (document: DocumentSummary) => void): DocumentUploads {
  const client = useQueryClient();
  const [uploads, setUploads] = useState<readonly RunningUpload[]>([]);
  const stops = useRef(new Map<number, AbortController>());
  const next = useRef(1);
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const done = useRef(onDone);
  useEffect(() => {
    done.current = onDone;
  });
  useEffect(() => {
    const running = stops.current;
    return () => {
      for (const stop of running.values()) stop.abort();
    };
  }, []);

  const change = useCallback((id: number, after: Partial<RunningUpload>) => {
    setUploads((before) => before.map((upload) => (upload.id === id ? { ...upload, ...after } : upload)));
  }, []);
  const remove = useCallback((id: number) => {
    stops.current.delete(id);
    setUploads((before) => before.filter((upload) => upload.id !== id));
  }, []);

  const send = useCallback(
    (path: string, file: File) => {
      const id = next.current++;
      const stop = new AbortController();
      stops.current.set(id, stop);
      setUploads((before) => [...before, { id, name: file.name, share: 0 }]);
      queue.current = queue.current.then(async () => {
        try {
          const onProgress = (share: number): void => change(id, { share });
          const document = await uploadFile<DocumentSummary>({
            path,
            file,
            ...(file.type === '' ? {} : { query: { mediaType: file.type } }),
            onProgress,
            signal: stop.signal,
          });
          remove(id);
          await client.invalidateQueries({ queryKey: ['instance'] });
          done.current(document);
        } catch (error) {
          if (stop.signal.aborted) remove(id);
          else change(id, { error });
        }
      });
    },
    [change, client, remove],
  );
  return {
    uploads,
    add: useCallback(
      (files) => files.forEach((file) => send(apiPaths.caseDocuments(instanceId), file)),
      [instanceId, send],
    ),
    addVersion: useCallback(
      (documentId, file) => send(apiPaths.documentVersions(instanceId, documentId), file),
      [instanceId, send],
    ),
    dismiss: useCallback(
      (id) => {
        stops.current.get(id)?.abort();
        remove(id);
      },
      [remove],
    ),
  };
}
