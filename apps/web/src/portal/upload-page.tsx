import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type ReactElement } from 'react';
import { useNavigate } from 'react-router';
import { commands } from '../api/commands.ts';
import type { Finding, ValidatedFile, Validation } from '../api/contracts.ts';
import { ProblemError } from '../api/problem-error.ts';
import { queries } from '../api/queries.ts';
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
import { useDifference, VersionDifference } from './version-difference.tsx';

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
    mutationFn: (onlySound: boolean) => commands.deploy(files, onlySound),
    onSuccess: (deployment) => {
      void client.invalidateQueries({ queryKey: ['definition'] });
      const [first, ...others] = deployment.definitions;
      const { leftOut = [] } = deployment;
      const said = [
        ...(first === undefined
          ? []
          : others.length > 0
            ? [text.upload.releasedSeveral(deployment.definitions.map((each) => each.name ?? each.key))]
            : [text.upload.releasedDetail(first.name ?? first.key, first.version)]),
        ...(leftOut.length === 0 ? [] : [text.upload.releasedWithout(leftOut.map(({ name }) => name))]),
      ];
      toast({
        tone: 'success',
        title: text.upload.releasedTitle,
        ...(said.length === 0 ? {} : { detail: said.join(' ') }),
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
  const sound = files.length - (validation.data?.leftOut.length ?? files.length);
  const isPart = !deployable && sound > 0;
  const canTry =
    validation.data?.files.some(
      ({ processes, findings }) => processes.length > 0 && countFindings(findings).error === 0,
    ) ?? false;
  return (
    <Page
      title={text.upload.title}
      lead={text.upload.keepsNothing}
      actions={
        <>
          <UploadButton look="tertiary" label={text.upload.another} />
          <Button onClick={leave}>{text.general.cancel}</Button>
          <Button
            pictogram="play"
            aria-disabled={!canTry}
            onClick={() => {
              if (canTry) void navigate('/processes/upload/try');
            }}
          >
            {text.trial.open}
          </Button>
          <Button
            look="primary"
            pictogram="check"
            busy={release.isPending}
            aria-disabled={!deployable && !isPart}
            onClick={() => {
              if (deployable || isPart) release.mutate(isPart);
            }}
          >
            {isPart ? text.upload.releaseSound(sound) : text.upload.release}
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
  const leftOut = new Set(validation.leftOut.map(({ name }) => name));
  return (
    <>
      {counts.error > 0 || !validation.deployable ? (
        <Stopped validation={validation} errors={counts.error} />
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
              label:
                countFindings(file.findings).error === 0 && leftOut.has(file.name)
                  ? text.upload.fileLeftOut(file.name)
                  : text.upload.fileWithErrors(file.name, countFindings(file.findings).error),
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

/** What stops the release: all of it, or some files that stay outside while the others can go. */
function Stopped({ validation, errors }: { validation: Validation; errors: number }): ReactElement {
  const text = useText();
  const { files, leftOut } = validation;
  const isPart = leftOut.length < files.length;
  return (
    <Notice
      tone={isPart ? 'warning' : 'danger'}
      title={isPart ? text.upload.stoppedPart(leftOut.length, files.length) : text.upload.stopped(errors)}
      announce
    >
      <p>{isPart ? text.upload.stoppedPartText : text.upload.stoppedText}</p>
      {files.length === 1 ? null : (
        <>
          {isPart ? null : <p>{text.upload.stoppedWhole}</p>}
          <ul>
            {leftOut.map(({ name, because, others }) => (
              <li key={name}>
                <strong>{name}</strong> {text.upload.because[because](others.join(', '))}
              </li>
            ))}
          </ul>
        </>
      )}
    </Notice>
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
      {xml === undefined
        ? null
        : checked.processes
            .filter(({ unchanged, nextVersion }) => !unchanged && nextVersion > 1)
            .slice(0, 1)
            .map(({ key, nextVersion }) => (
              <AgainstReleased key={key} processKey={key} version={nextVersion - 1} xml={xml} />
            ))}
    </>
  );
}

/** What this file changes about the released version: told in one line, shown on request. */
function AgainstReleased({
  processKey,
  version,
  xml,
}: {
  processKey: string;
  version: number;
  xml: string;
}): ReactElement | null {
  const text = useText();
  const words = text.portal.compare;
  const [shows, setShows] = useState(false);
  const released = useQuery(queries.definitionXml(processKey, version));
  const difference = useDifference(released.data, xml);
  if (released.data === undefined || difference === undefined) return null;
  const { added, removed, changed } = difference;
  return (
    <details className="against-released" onToggle={(event) => setShows(event.currentTarget.open)}>
      <summary>
        <h2>{words.since(version)}</h2>{' '}
        <span className="soft">{words.counts(added.length, removed.length, changed.length)}</span>
      </summary>
      {shows ? (
        <VersionDifference
          before={released.data}
          after={xml}
          beforeName={text.general.version(version)}
          afterName={words.upload}
          difference={difference}
        />
      ) : null}
    </details>
  );
}
