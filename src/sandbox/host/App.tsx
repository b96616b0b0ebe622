import { FluentProvider, Spinner, Toaster, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { Bar } from './bar/Bar.tsx';
import { CalendarPage } from './calendar/CalendarPage.tsx';
import { ChatPage } from './chat/ChatPage.tsx';
import { Notice } from './Notice.tsx';
import { TOASTER } from './notices.ts';
import { MailPage } from './mail/MailPage.tsx';
import { isTab, pageFor, pagesOf } from './pages.ts';
import { goTo, usePlace } from './place.ts';
import { usePerson, useSandboxState } from './queries.ts';
import { Rail } from './rail/Rail.tsx';
import { PAGE_NAMES } from './rail/page-names.ts';
import { TabFrame } from './tabs/TabFrame.tsx';
import { FRAME, useThemeName } from './theme.ts';
import { Workshop } from './workshop/Workshop.tsx';

const useStyles = makeStyles({
  frame: {
    height: '100dvh',
    display: 'grid',
    gridTemplate: '"bar bar" auto "rail page" minmax(0, 1fr) / auto minmax(0, 1fr)',
    backgroundColor: tokens.colorNeutralBackground4,
    '@media (max-width: 719px)': {
      gridTemplate: '"bar" auto "page" minmax(0, 1fr) "rail" auto / minmax(0, 1fr)',
    },
  },
  page: {
    gridArea: 'page',
    display: 'flex',
    flexDirection: 'column',
    minWidth: 0,
    minHeight: 0,
    overflow: 'hidden',
    backgroundColor: tokens.colorNeutralBackground1,
    borderTopLeftRadius: tokens.borderRadiusXLarge,
    boxShadow: tokens.shadow4,
    '@media (max-width: 719px)': { borderRadius: 0 },
  },
});

/** The sandbox's page: what one person of the pretend organisation sees, and the switches of the pretend world. */
export function App() {
  const styles = useStyles();
  const [theme, setTheme] = useThemeName();
  const [workshopOpen, setWorkshopOpen] = useState(false);
  const place = usePlace();
  const { data: state, isError } = useSandboxState();
  const { person, isUnknown } = usePerson(place.personId, state?.featured);
  const first = state?.featured[0]?.id;
  const page = person ? pageFor(person, place.page) : place.page;

  useEffect(() => {
    if (place.personId === null && first !== undefined) goTo({ personId: first, subPage: place.subPage });
  }, [place.personId, place.subPage, first]);
  useEffect(() => {
    document.title = ['Sandbox', PAGE_NAMES[page], person?.name].filter(Boolean).join(' · ');
  }, [page, person?.name]);

  return (
    <FluentProvider theme={FRAME[theme]}>
      <Toaster toasterId={TOASTER} position="bottom-end" />
      <div className={styles.frame}>
        <Bar
          state={state}
          person={person}
          lost={isError}
          theme={theme}
          onTheme={setTheme}
          onWorkshop={() => setWorkshopOpen(true)}
        />
        <Rail place={{ ...place, page }} pages={pagesOf(person ?? { isGuest: false })} />
        <main className={styles.page} aria-label={PAGE_NAMES[page]}>
          {isUnknown && !isError ? (
            <Notice
              title="This person has left"
              text="Nobody in the organisation has this id any more. Choose somebody else above."
            />
          ) : !state || !person ? (
            <Notice
              title={isError ? 'The sandbox isn’t running' : ''}
              text={isError ? 'Nothing is lost: its state is on disk. Trying again…' : ''}
              picture={<Spinner aria-label="Loading" />}
            />
          ) : isTab(page) ? (
            <TabFrame
              key={`${person.id} ${page} ${place.subPage}`}
              page={page}
              subPage={place.subPage}
              person={person}
              state={state}
              theme={theme}
            />
          ) : page === 'mail' ? (
            <MailPage key={person.id} person={person} theme={theme} />
          ) : page === 'chat' ? (
            <ChatPage key={person.id} person={person} state={state} theme={theme} />
          ) : (
            <CalendarPage key={person.id} person={person} now={state.now} />
          )}
        </main>
      </div>
      <Workshop open={workshopOpen} onClose={() => setWorkshopOpen(false)} person={person} />
    </FluentProvider>
  );
}
