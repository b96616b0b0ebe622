import {
  Body1,
  Button,
  Field,
  Input,
  makeStyles,
  MessageBar,
  MessageBarBody,
  tokens,
} from '@fluentui/react-components';
import { ArrowUpRegular } from '@fluentui/react-icons/svg/arrow-up';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { PeopleRegular } from '@fluentui/react-icons/svg/people';
import { useState, type ReactNode } from 'react';
import { getSupport, setSupport, type SupportContactView, type SupportView } from '../../contract/support.ts';
import { useAction, useAnswer } from '../answers.ts';
import { PersonSearch } from '../people/PersonSearch.tsx';
import { ActionButton } from '../ui/ActionButton.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Failure } from '../ui/Failure.tsx';
import { Panel } from '../ui/Panel.tsx';
import { PersonName } from '../ui/PersonName.tsx';
import { Row, RowList } from '../ui/RowList.tsx';
import { PanelSkeleton } from '../ui/Skeletons.tsx';
import { words } from '../words.ts';

const text = words.support;
const MOST_NAMED = 3;

const useStyles = makeStyles({
  quiet: { color: tokens.colorNeutralForeground2 },
  tools: { display: 'flex', alignItems: 'flex-end', gap: tokens.spacingHorizontalXS, minWidth: 0 },
});

/** The people to turn to in confidence, in order, with their absences; and for whom they are too few. */
export function SupportPanel({ programmeId }: { programmeId: string }): ReactNode {
  const answer = useAnswer(getSupport, { programmeId });
  const saving = useAction(setSupport);
  if (answer.isPending) return <PanelSkeleton />;
  if (!answer.data) return <Failure error={answer.error} retry={() => void answer.refetch()} />;
  const { contacts } = answer.data;
  return <SupportForm key={JSON.stringify(contacts)} programmeId={programmeId} support={answer.data} saving={saving} />;
}

type FormProps = {
  programmeId: string;
  support: SupportView;
  saving: ReturnType<typeof useAction<typeof setSupport>>;
};

function SupportForm({ programmeId, support, saving }: FormProps): ReactNode {
  const styles = useStyles();
  const [contacts, setContacts] = useState(support.contacts);
  const change = (at: number, contact: SupportContactView): void => setContacts(contacts.with(at, contact));
  const raise = (at: number): void => setContacts(contacts.with(at - 1, contacts[at]!).with(at, contacts[at - 1]!));
  const save = (): void => {
    const body = { contacts: contacts.map(({ person, awayUntil }) => ({ personId: person.id, awayUntil })) };
    saving.mutate({ params: { programmeId }, body });
  };
  return (
    <Panel title={text.title}>
      <Body1>{text.intro}</Body1>
      <Gaps gaps={support.gaps} />
      {contacts.length === 0 && <EmptyState icon={<PeopleRegular />} title={text.empty.title} text={text.empty.text} />}
      <RowList ordered>
        {contacts.map((contact, at) => (
          <Row key={contact.person.id}>
            <PersonName person={contact.person} />
            <span className={styles.tools}>
              <Field label={text.awayHint} size="small">
                <Input
                  type="date"
                  size="small"
                  aria-label={text.awayUntil(contact.person.name)}
                  value={contact.awayUntil ?? ''}
                  onChange={(_, data) => change(at, { ...contact, awayUntil: data.value === '' ? null : data.value })}
                />
              </Field>
              <Button
                appearance="subtle"
                icon={<ArrowUpRegular />}
                disabledFocusable={at === 0}
                aria-label={text.up(contact.person.name)}
                onClick={() => raise(at)}
              />
              <Button
                appearance="subtle"
                icon={<DismissRegular />}
                aria-label={text.remove(contact.person.name)}
                onClick={() => setContacts(contacts.toSpliced(at, 1))}
              />
            </span>
          </Row>
        ))}
      </RowList>
      <PersonSearch
        label={text.search}
        hint={text.searchHint}
        noteOf={(id) => (contacts.some(({ person }) => person.id === id) ? text.added : null)}
        onAdd={(person) => setContacts([...contacts, { person, awayUntil: null }])}
      />
      {saving.error && <Failure error={saving.error} />}
      <div>
        <ActionButton appearance="secondary" pending={saving.isPending} onClick={save}>
          {text.save}
        </ActionButton>
      </div>
      <Body1 role="status" className={styles.quiet}>
        {contacts !== support.contacts ? !saving.isPending && text.unsaved : saving.isSuccess && text.saved}
      </Body1>
    </Panel>
  );
}

function Gaps({ gaps }: { gaps: SupportView['gaps'] }): ReactNode {
  const ofKind = (contacts: 0 | 1) => gaps.filter((gap) => gap.contacts === contacts);
  const kinds = [
    { found: ofKind(0), say: text.none },
    { found: ofKind(1), say: text.onlyOne },
  ].filter(({ found }) => found.length > 0);
  if (kinds.length === 0) return null;
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        {kinds.map(({ found, say }) => `${say(found.length)} ${naming(found)}`).join(' ')}
      </MessageBarBody>
    </MessageBar>
  );
}

function naming(gaps: SupportView['gaps']): string {
  const named = gaps.slice(0, MOST_NAMED).map(({ mentor, mentee }) => text.pair(mentor.name, mentee.name));
  const more = gaps.length - named.length;
  return text.namely(more > 0 ? [...named, text.more(more)] : named);
}
