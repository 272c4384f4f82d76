import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type ReactElement } from 'react';
import { useNavigate } from 'react-router';
import { commands } from '../api/commands.ts';
import type { Finding, ValidatedFile, Validation } from '../api/contracts.ts';
import { ProblemError } from '../api/problem-error.ts';
import { useText } from '../language/language.tsx';
import { Button } from '../parts/button.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { SelectField } from '../parts/field.tsx';
import { Notice } from '../parts/notice.tsx';
import { Page } from '../parts/page.tsx';
import { Problem } from '../parts/problem.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { useToast } from '../parts/toast.tsx';
import { countFindings } from './finding-list.tsx';
import { FindingsOnDiagram } from './findings-on-diagram.tsx';
import { useUploadDraft } from './upload-area.tsx';
import { UploadButton } from './upload-button.tsx';

/** Shows what uploaded files would do before anything is kept: findings as pins, and the decision to release. */
export function UploadPage(): ReactElement {
  const text = useText();
  const navigate = useNavigate();
  const toast = useToast();
  const client = useQueryClient();
  const { files, discard } = useUploadDraft();
  const validation = useQuery({
    queryKey: ['upload', files.map((file) => `${file.name} ${file.size} ${file.lastModified}`)],
    queryFn: () => commands.validate(files),
    enabled: files.length > 0,
    staleTime: Infinity,
    gcTime: 0,
  });
  const release = useMutation({
    mutationFn: () => commands.deploy(files),
    onSuccess: (deployment) => {
      void client.invalidateQueries({ queryKey: ['definition'] });
      const [first, ...others] = deployment.definitions;
      toast({
        tone: 'success',
        title: text.upload.releasedTitle,
        ...(first === undefined
          ? {}
          : others.length > 0
            ? { detail: text.upload.releasedSeveral(deployment.definitions.map((each) => each.name ?? each.key)) }
            : { detail: text.upload.releasedDetail(first.name ?? first.key, first.version) }),
      });
      discard();
      void navigate(
        first === undefined || others.length > 0 ? '/processes' : `/process/${encodeURIComponent(first.key)}`,
      );
    },
  });
  const leave = (): void => {
    discard();
    void navigate('/processes');
  };

  if (files.length === 0) {
    return (
      <Page title={text.upload.title}>
        <EmptyState pictogram="upload" title={text.upload.noFileTitle}>
          <p>{text.upload.noFileText}</p>
          <UploadButton look="primary" label={text.portal.upload} />
        </EmptyState>
      </Page>
    );
  }
  const deployable = validation.data?.deployable ?? false;
  return (
    <Page
      title={text.upload.title}
      lead={text.upload.keepsNothing}
      actions={
        <>
          <UploadButton look="tertiary" label={text.upload.another} />
          <Button onClick={leave}>{text.general.cancel}</Button>
          <Button
            look="primary"
            pictogram="check"
            busy={release.isPending}
            aria-disabled={!deployable}
            onClick={() => {
              if (deployable) release.mutate();
            }}
          >
            {text.upload.release}
          </Button>
        </>
      }
    >
      {validation.isPending ? (
        <Skeleton lines={6} tall />
      ) : validation.isError ? (
        <Problem error={validation.error} onRetry={() => void validation.refetch()} />
      ) : (
        <Checked files={files} validation={validation.data} />
      )}
      {release.isError ? <ReleaseProblem error={release.error} /> : null}
    </Page>
  );
}

/** The server looks again when releasing; what it finds then is said in its words. */
function ReleaseProblem({ error }: { error: Error }): ReactElement {
  const findings: readonly Finding[] = error instanceof ProblemError ? error.findings : [];
  return (
    <>
      <Problem error={error} />
      <ul>
        {findings.map((finding) => (
          <li key={`${finding.code} ${finding.elementId ?? ''}`}>{finding.messageDe ?? finding.message}</li>
        ))}
      </ul>
    </>
  );
}

function Checked({ files, validation }: { files: readonly File[]; validation: Validation }): ReactElement {
  const text = useText();
  const firstFaulty = validation.files.find((file) => countFindings(file.findings).error > 0);
  const [chosen, setChosen] = useState((firstFaulty ?? validation.files[0])?.name ?? '');
  const shown = validation.files.find((file) => file.name === chosen) ?? validation.files[0];
  const counts = countFindings(validation.files.flatMap((file) => file.findings));
  return (
    <>
      {counts.error > 0 || !validation.deployable ? (
        <Notice tone="danger" title={text.upload.stopped(counts.error)} announce>
          <p>{text.upload.stoppedText}</p>
        </Notice>
      ) : counts.warning > 0 ? (
        <Notice tone="warning" title={`${text.upload.ready} ${text.upload.readyReadings(counts.warning)}`} announce>
          <p>{text.upload.readyReadingsText}</p>
        </Notice>
      ) : (
        <Notice tone="success" title={text.upload.ready} announce />
      )}
      {validation.files.length > 1 ? (
        <div className="file-choice">
          <SelectField
            label={text.upload.chooseFile}
            value={chosen}
            onChange={setChosen}
            options={validation.files.map((file) => ({
              value: file.name,
              label: text.upload.fileWithErrors(file.name, countFindings(file.findings).error),
            }))}
          />
        </div>
      ) : null}
      {shown === undefined ? null : (
        <CheckedFile key={shown.name} checked={shown} file={files.find((file) => file.name === shown.name)} />
      )}
    </>
  );
}

function CheckedFile({ checked, file }: { checked: ValidatedFile; file: File | undefined }): ReactElement {
  const text = useText();
  const [xml, setXml] = useState<string>();
  useEffect(() => {
    if (file === undefined || checked.kind !== 'bpmn') return undefined;
    let gone = false;
    void file.text().then((read) => {
      if (!gone) setXml(read);
    });
    return () => {
      gone = true;
    };
  }, [file, checked.kind]);
  const name = checked.processes[0]?.name ?? checked.name;
  return (
    <>
      <ul className="checked-file soft">
        <li>
          {text.upload.file}: {checked.name}
        </li>
        {checked.processes.map((process) => (
          <li key={process.key}>
            {(process.unchanged ? text.upload.unchanged : text.upload.becomes)(
              process.name ?? process.key,
              process.nextVersion,
            )}
          </li>
        ))}
      </ul>
      <FindingsOnDiagram xml={xml} name={name} findings={checked.findings} />
    </>
  );
}
