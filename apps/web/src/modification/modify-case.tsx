import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState, type ReactElement } from 'react';
import { useNavigate } from 'react-router';
import { commands } from '../api/commands.ts';
import type { CaseChange, InstanceDetail } from '../api/contracts.ts';
import { queries } from '../api/queries.ts';
import { readBpmnDrawing } from '../diagram/bpmn-drawing.ts';
import { CaseDiagram } from '../diagram/case-diagram.tsx';
import { stepLabel } from '../diagram/step-label.ts';
import { useText } from '../language/language.tsx';
import { Button } from '../parts/button.tsx';
import { SelectField, TextField } from '../parts/field.tsx';
import { Notice } from '../parts/notice.tsx';
import { Problem } from '../parts/problem.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { useToast } from '../parts/toast.tsx';
import { useMay } from '../shell/session.tsx';
import { caseChange, possibleSide, type ChangeKind, type Side } from './case-change.ts';
import { ChoiceGroup } from './choice-group.tsx';
import { ModificationPreview } from './modification-preview.tsx';
import { placeChoices, scopeLabel } from './place-choice.ts';

const KINDS: readonly ChangeKind[] = ['move', 'cancel', 'begin'];

/** Changing by hand where a case stands: chosen in the drawing or from lists, told beforehand, done with a reason. */
export function ModifyCase({ instance }: { instance: InstanceDetail }): ReactElement {
  const text = useText();
  const mayOperate = useMay('instance:operate');
  if (!mayOperate) return <Notice tone="info" title={text.modification.notYours} />;
  if (instance.endedAt !== undefined) return <Notice tone="info" title={text.modification.ended} />;
  return <ModificationForm instance={instance} />;
}

function ModificationForm({ instance }: { instance: InstanceDetail }): ReactElement {
  const text = useText();
  const words = text.modification;
  const navigate = useNavigate();
  const toast = useToast();
  const client = useQueryClient();
  const places = useQuery(queries.casePlaces(instance.id));
  const xml = useQuery(queries.instanceXml(instance.id));
  const [kind, setKind] = useState<ChangeKind>('move');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [side, setSide] = useState<Side>('before');
  const [ancestorId, setAncestorId] = useState('');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [miss, setMiss] = useState<string>();

  const choices = useMemo(() => placeChoices(instance, text, kind === 'cancel'), [instance, text, kind]);
  const inner = choices.filter((choice) => choice.inner);
  // Where there is only one place, nobody has to choose it.
  const chosenFrom = choices.find(({ value }) => value === from) ?? (inner.length === 1 ? inner[0] : undefined);
  const targets = useMemo(() => inReadingOrder(places.data?.places ?? [], xml.data ?? ''), [places.data, xml.data]);
  const chosenTo = targets.find(({ nodeId }) => nodeId === to);
  const change = caseChange({
    kind,
    from: chosenFrom,
    to: chosenTo,
    side,
    ancestorId: ancestorId === '' ? undefined : ancestorId,
  });

  const carryOut = useMutation({
    mutationFn: (agreed: CaseChange) => commands.modify(instance.id, { changes: [agreed], reason: reason.trim() }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['instance'] });
      // Said when the timeline is in sight, so that nobody who goes on at once is taken away from there.
      await navigate(`/cases/${encodeURIComponent(instance.id)}`);
      toast({ tone: 'success', title: words.done[kind] });
    },
  });

  const nameOf = (nodeId: string): string | undefined => {
    const target = targets.find((place) => place.nodeId === nodeId);
    return target === undefined ? undefined : stepLabel({ name: target.name, type: target.nodeType }, text);
  };
  const choosesFrom = kind === 'cancel' || (kind === 'move' && chosenFrom === undefined);
  const chooseInDrawing = (elementId: string | undefined): void => {
    const name = elementId === undefined ? undefined : nameOf(elementId);
    if (elementId === undefined || name === undefined) return;
    setMiss(undefined);
    if (!choosesFrom) return setTo(elementId);
    const place = choices.find(({ nodeId }) => nodeId === elementId);
    if (place === undefined) setMiss(words.notHere(name));
    else setFrom(place.value);
  };

  if (places.isPending || xml.isPending) return <Skeleton lines={6} tall />;
  if (places.isLoadingError) return <Problem error={places.error} onRetry={() => void places.refetch()} />;
  const hint = choosesFrom ? words.inDrawing.from : words.inDrawing.to;
  return (
    <div className="modification">
      <div className="modification__drawing">
        <p>{words.lead}</p>
        <CaseDiagram
          instanceId={instance.id}
          name={instance.definition.name ?? instance.definition.key}
          selected={kind === 'cancel' ? chosenFrom?.nodeId : chosenTo?.nodeId}
          onSelect={chooseInDrawing}
        />
      </div>
      <div className="block modification__form">
        <ChoiceGroup
          legend={words.what}
          value={kind}
          options={KINDS.map((value) => ({ value, label: words.kinds[value], hint: words.kindTexts[value] }))}
          onChange={setKind}
        />
        {kind === 'begin' ? null : (
          <SelectField
            label={words.from[kind]}
            {...(choosesFrom ? { hint } : {})}
            error={miss}
            value={chosenFrom?.value ?? ''}
            onChange={(value) => {
              setMiss(undefined);
              setFrom(value);
            }}
            options={[{ value: '', label: choices.length === 0 ? words.nowhere : words.choose }, ...choices]}
          />
        )}
        {kind === 'cancel' ? null : (
          <SelectField
            label={words.to[kind]}
            {...(choosesFrom ? {} : { hint })}
            error={
              chosenTo !== undefined && possibleSide(chosenTo, side) === undefined ? nowhereAt(chosenTo) : undefined
            }
            value={to}
            onChange={setTo}
            options={[
              { value: '', label: words.choose },
              ...targets.map(({ nodeId }) => ({ value: nodeId, label: nameOf(nodeId) ?? nodeId })),
            ]}
          />
        )}
        {kind === 'cancel' || chosenTo === undefined || possibleSide(chosenTo, side) === undefined ? null : (
          <ChoiceGroup
            legend={words.side}
            value={possibleSide(chosenTo, side)}
            options={(['before', 'after'] as const).map((value) => ({
              value,
              label: words.sides[value](nameOf(chosenTo.nodeId) ?? ''),
              hint: obstacleHint(chosenTo, value),
              disabled: chosenTo[value] !== undefined,
            }))}
            onChange={setSide}
          />
        )}
        {kind === 'begin' && chosenTo?.ancestors !== undefined ? (
          <SelectField
            label={words.within}
            hint={words.withinHint}
            value={ancestorId}
            onChange={setAncestorId}
            options={[
              { value: '', label: words.choose },
              ...chosenTo.ancestors.map((id) => ({ value: id, label: scopeLabel(instance, id, text) })),
            ]}
          />
        ) : null}
        <ModificationPreview instanceId={instance.id} change={change} />
        {change === undefined ? null : (
          <form
            className="modification__confirm"
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              setTried(true);
              if (reason.trim() !== '' && !carryOut.isPending) carryOut.mutate(change);
            }}
          >
            <TextField
              label={words.reason}
              hint={words.reasonHint}
              value={reason}
              maxLength={2000}
              onChange={setReason}
              error={tried && reason.trim() === '' ? words.reasonMissing : undefined}
            />
            {carryOut.isError ? <Problem error={carryOut.error} /> : null}
            <Button type="submit" look="primary" busy={carryOut.isPending}>
              {words.confirm[kind]}
            </Button>
          </form>
        )}
      </div>
    </div>
  );

  function obstacleHint(place: (typeof targets)[number], at: Side): string | undefined {
    const obstacle = place[at];
    if (obstacle === undefined) return undefined;
    return (at === 'before' ? words.notBefore : words.notAfter)(words.obstacles[obstacle]);
  }
  function nowhereAt(place: (typeof targets)[number]): string {
    const why = [
      ...new Set([place.before, place.after].flatMap((one) => (one === undefined ? [] : [words.obstacles[one]]))),
    ];
    return [words.notAtAll(nameOf(place.nodeId) ?? place.nodeId), ...why].join(' ');
  }
}

/** As one reads the drawing; what it does not show comes last. */
function inReadingOrder<Place extends { readonly nodeId: string }>(
  places: readonly Place[],
  xml: string,
): readonly Place[] {
  const position = new Map(readBpmnDrawing(xml).steps.map(({ id }, index) => [id, index]));
  const of = ({ nodeId }: Place): number => position.get(nodeId) ?? Number.MAX_SAFE_INTEGER;
  return [...places].sort((one, other) => of(one) - of(other));
}
