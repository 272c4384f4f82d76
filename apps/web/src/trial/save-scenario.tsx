import { useId, useState, type ReactElement, type SyntheticEvent } from 'react';
import type { JsonObject, Trial } from '../api/contracts.ts';
import { saveFile } from '../documents/save-file.ts';
import { useText } from '../language/language.tsx';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { TextField } from '../parts/field.tsx';
import { useToast } from '../parts/toast.tsx';
import { scenarioOf, withScenario } from './scenario-of-trial.ts';

/** Keeps a trial as a scenario: as a file of its own, or among the files that will be released. */
export function SaveScenario({
  trial,
  done,
  files,
  onTakeAlong,
  onClose,
}: {
  trial: Trial;
  done: readonly JsonObject[];
  /** The files of the upload; undefined when a released process is tried. */
  files: readonly File[] | undefined;
  onTakeAlong: (file: File) => void;
  onClose: () => void;
}): ReactElement {
  const text = useText();
  const words = text.trial;
  const toast = useToast();
  const formId = useId();
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  const isMissing = name.trim() === '';
  const fileName = `${trial.processes[0]?.key ?? 'process'}.scenarios.json`;
  const scenario = (): JsonObject => scenarioOf(name.trim(), done, trial);
  const download = (event: SyntheticEvent): void => {
    event.preventDefault();
    setTried(true);
    if (isMissing) return;
    saveFile(new Blob([withScenario(undefined, scenario())], { type: 'application/json' }), fileName);
    toast({ tone: 'success', title: words.saved(fileName) });
    onClose();
  };
  const takeAlong = async (): Promise<void> => {
    setTried(true);
    if (isMissing) return;
    const before = files?.find((file) => file.name === fileName);
    onTakeAlong(new File([withScenario(await before?.text(), scenario())], fileName, { type: 'application/json' }));
    toast({ tone: 'success', title: words.takenAlong(fileName) });
    onClose();
  };
  return (
    <Dialog
      wide
      title={words.save}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{text.general.cancel}</Button>
          {files === undefined ? null : (
            <Button pictogram="plus" onClick={() => void takeAlong()}>
              {words.takeAlong}
            </Button>
          )}
          <Button type="submit" form={formId} look="primary" pictogram="tray">
            {words.download}
          </Button>
        </>
      }
    >
      <form id={formId} className="start-form" noValidate onSubmit={download}>
        <p>{words.saveText}</p>
        <TextField
          label={words.saveName}
          hint={words.saveNameHint}
          value={name}
          onChange={setName}
          error={tried && isMissing ? words.saveNameMissing : undefined}
        />
      </form>
    </Dialog>
  );
}
