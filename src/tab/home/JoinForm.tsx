import {
  Body1Strong,
  Button,
  Field,
  Input,
  makeStyles,
  Radio,
  RadioGroup,
  Select,
  tokens,
} from '@fluentui/react-components';
import { useState, type FormEvent, type ReactNode } from 'react';
import type { Participation } from '../../contract/home.ts';
import { enrol, type OwnEnrolment, type RoleName } from '../../contract/programmes.ts';
import { useAction } from '../answers.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { Failure } from '../ui/Failure.tsx';
import { showFirstFault } from '../ui/first-fault.ts';
import { PrivateLine } from '../ui/PrivateLine.tsx';
import { TopicPicker } from '../ui/TopicPicker.tsx';
import { words } from '../words.ts';
import { RequestsFields } from './RequestsFields.tsx';

const text = words.home.join;

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXL },
  group: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  number: { maxWidth: '120px' },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
});

type Props = {
  programme: Participation['programme'];
  /** Null: the person chooses. */
  fixedRole: RoleName | null;
  /** What was said before, when it is being changed. */
  before?: OwnEnrolment;
  onDone: () => void;
};

/** Joining in one short form: a role where it is free, topics both ways, an area, languages, and whom to be paired with. */
export function JoinForm({ programme, fixedRole, before, onDone }: Props): ReactNode {
  const styles = useStyles();
  const joining = useAction(enrol);
  const [role, setRole] = useState<RoleName | null>(fixedRole ?? before?.role ?? null);
  const [offers, setOffers] = useState(before?.offers ?? []);
  const [wants, setWants] = useState(before?.wants ?? []);
  const [area, setArea] = useState(before?.area ?? '');
  const [languages, setLanguages] = useState(before?.languages ?? []);
  const [partners, setPartners] = useState(before?.capacity ?? 1);
  const [requests, setRequests] = useState(before?.requests ?? { avoid: [], wishes: [] });
  const [tried, setTried] = useState(false);

  const noTopic = offers.length + wants.length === 0;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (role === null || noTopic) return showFirstFault(event);
    const ids = (people: { id: string }[]): string[] => people.map(({ id }) => id);
    const body = {
      ...{ role, offers, wants, area: area.trim() || null, languages },
      capacity: Math.min(partners, programme.largestCapacity[role]),
      requests: { avoid: ids(requests.avoid), wishes: ids(requests.wishes) },
    };
    joining.mutate({ params: { programmeId: programme.id }, body }, { onSuccess: onDone });
  };

  const as = role ?? 'mentor';
  const most = programme.largestCapacity[as];
  const topics = { choices: programme.topics, addLabel: text.addTopic, max: 20 };
  const sharing = (
    <div key="offers" className={styles.group}>
      <Field label={text.offers[as]} hint={text.topicsHint}>
        <TopicPicker {...topics} label={text.offers[as]} chosen={offers} onChange={setOffers} />
      </Field>
      <PrivateLine>{text.seenTopics}</PrivateLine>
    </div>
  );
  const exploring = (
    <div key="wants" className={styles.group}>
      <Field
        label={text.wants[as]}
        hint={text.topicsHint}
        {...(tried && noTopic && { validationState: 'error', validationMessage: text.needTopic })}
      >
        <TopicPicker {...topics} label={text.wants[as]} chosen={wants} onChange={setWants} />
      </Field>
      <PrivateLine>{text.seenTopics}</PrivateLine>
    </div>
  );
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      {fixedRole ? (
        <Body1Strong>{text.yourRole[fixedRole]}</Body1Strong>
      ) : (
        <Field
          label={text.role}
          required
          {...(tried && role === null && { validationState: 'error', validationMessage: text.needRole })}
        >
          <RadioGroup value={role ?? ''} onChange={(_, data) => setRole(data.value as RoleName)}>
            <Radio value="mentor" label={text.beMentor} />
            <Radio value="mentee" label={text.beMentee} />
          </RadioGroup>
        </Field>
      )}
      {as === 'mentor' ? [sharing, exploring] : [exploring, sharing]}
      <div className={styles.group}>
        <Field label={text.area[as]} hint={text.areaHint}>
          <Input value={area} maxLength={60} onChange={(_, data) => setArea(data.value)} />
        </Field>
        <PrivateLine>{text.seenTopics}</PrivateLine>
      </div>
      <div className={styles.group}>
        <Field label={text.languages} hint={text.languagesHint}>
          <TopicPicker
            label={text.languages}
            choices={text.languageChoices}
            chosen={languages}
            onChange={setLanguages}
            addLabel={text.addLanguage}
            max={10}
          />
        </Field>
        <PrivateLine>{text.seenLanguages}</PrivateLine>
      </div>
      {most > 1 && (
        <div className={styles.group}>
          <Field label={text.partners[as]} hint={text.partnersHint}>
            <Select
              className={styles.number}
              value={String(Math.min(partners, most))}
              onChange={(_, data) => setPartners(Number(data.value))}
            >
              {Array.from({ length: most }, (_, at) => (
                <option key={at}>{at + 1}</option>
              ))}
            </Select>
          </Field>
          <PrivateLine>{text.seenLanguages}</PrivateLine>
        </div>
      )}
      <RequestsFields programmeId={programme.id} requests={requests} onChange={setRequests} />
      {joining.error && <Failure error={joining.error} />}
      <div className={styles.actions}>
        <ActionButton type="submit" pending={joining.isPending}>
          {before ? text.submitChange : text.submit}
        </ActionButton>
        <Button appearance="subtle" onClick={onDone}>
          {text.cancel}
        </Button>
      </div>
    </form>
  );
}
