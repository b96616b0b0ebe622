import { Button, Skeleton, SkeletonItem, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { call } from '../api.ts';
import type { Person, SandboxState } from '../api.ts';
import { Notice } from '../Notice.tsx';
import { useNotices } from '../notices.ts';
import { goTo } from '../place.ts';
import type { TabPage } from '../pages.ts';
import { PAGE_NAMES } from '../rail/page-names.ts';
import { protocolName } from '../theme.ts';
import type { ThemeName } from '../theme.ts';
import { hostTab } from './teams-host.ts';
import type { TeamsHost } from './teams-host.ts';
import { placeOfLink, placeOfPage } from './teams-links.ts';

const useStyles = makeStyles({
  area: { position: 'relative', flex: '1', minHeight: 0 },
  frame: {
    position: 'absolute',
    inset: 0,
    width: '100%',
    height: '100%',
    border: 'none',
    backgroundColor: 'transparent',
  },
  hidden: { visibility: 'hidden' },
  cover: {
    position: 'absolute',
    inset: 0,
    display: 'flex',
    flexDirection: 'column',
    backgroundColor: tokens.colorNeutralBackground1,
  },
  skeleton: { padding: tokens.spacingHorizontalXXL, display: 'grid', gap: tokens.spacingVerticalL },
});

/** A tab that doesn't greet within this time is loaded anew: the product may only be starting. */
const PATIENCE_MS = [3_000, 5_000, 8_000];

type Props = { page: TabPage; subPage: string | null; person: Person; state: SandboxState; theme: ThemeName };

/** One of Counterpart's tabs, in a frame, with the sandbox playing Teams around it. */
export function TabFrame({ page, subPage, person, state, theme }: Props) {
  const styles = useStyles();
  const notify = useNotices();
  const frame = useRef<HTMLIFrameElement>(null);
  const host = useRef<TeamsHost>(null);
  const [attempt, setAttempt] = useState(0);
  const [stage, setStage] = useState<'waiting' | 'greeted' | 'ready' | 'failed'>('waiting');
  const { productUrl, tenantId, teamsAppId } = state;
  const themeNow = useRef(theme);

  useEffect(() => {
    themeNow.current = theme;
    host.current?.setTheme(protocolName(theme));
  }, [theme]);

  useEffect(() => {
    const hosted = hostTab(frame.current!, new URL(productUrl).origin, {
      context: () => flatContext(person, page, subPage, tenantId, protocolName(themeNow.current)),
      getAuthToken: async () => (await call<{ token: string }>('POST', '/token', { personId: person.id })).token,
      openLink: (url) => {
        const place = placeOfLink(url, teamsAppId);
        if (place) goTo(place);
        else notify('Teams would open this link', url);
      },
      navigateTo: (pageId, wanted) => {
        const place = placeOfPage(pageId, wanted);
        if (place) goTo(place);
        return place !== undefined;
      },
      onGreeted: () => setStage((now) => (now === 'waiting' ? 'greeted' : now)),
      onReady: () => setStage('ready'),
      onFailed: (reason) => {
        setStage('failed');
        notify('Counterpart could not start here', reason, 'error');
      },
    });
    host.current = hosted;
    return () => hosted.close();
    // The frame is made anew for every person, page and attempt; a new theme must not restart it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [attempt]);

  useEffect(() => {
    if (stage !== 'waiting') return undefined;
    const patience = PATIENCE_MS[Math.min(attempt, PATIENCE_MS.length - 1)];
    const timer = setTimeout(() => setAttempt(attempt + 1), patience);
    return () => clearTimeout(timer);
  }, [stage, attempt]);

  const again = (): void => {
    setStage('waiting');
    setAttempt(attempt + 1);
  };
  return (
    <div className={styles.area}>
      <iframe
        key={attempt}
        ref={frame}
        className={stage === 'ready' || stage === 'greeted' ? styles.frame : `${styles.frame} ${styles.hidden}`}
        title={`Counterpart ${PAGE_NAMES[page]}`}
        src={`${productUrl}/tab/${page}?locale=en-gb`}
        allow="clipboard-read; clipboard-write"
      />
      {stage !== 'ready' && (
        <div className={styles.cover}>
          {stage === 'failed' ? (
            <Notice title="Counterpart could not show this page" text="What you had saved is kept.">
              <Button onClick={again}>Try again</Button>
            </Notice>
          ) : stage === 'waiting' && attempt > 0 ? (
            <Notice title="Counterpart is starting…" text="The page appears by itself as soon as it is up.">
              <Button onClick={again}>Try now</Button>
            </Notice>
          ) : (
            <PageSkeleton />
          )}
        </div>
      )}
    </div>
  );
}

function PageSkeleton() {
  const styles = useStyles();
  return (
    <Skeleton className={styles.skeleton} aria-label="Loading Counterpart">
      <SkeletonItem size={32} style={{ width: '40%' }} />
      <SkeletonItem size={16} style={{ width: '70%' }} />
      <SkeletonItem size={128} />
      <SkeletonItem size={64} />
      <SkeletonItem size={64} />
    </Skeleton>
  );
}

function flatContext(person: Person, page: TabPage, subPage: string | null, tenantId: string, theme: string) {
  return {
    locale: 'en-gb',
    theme,
    entityId: page,
    subEntityId: subPage ?? '',
    userObjectId: person.id,
    tid: tenantId,
    upn: person.mail,
    loginHint: person.mail,
    userPrincipalName: person.mail,
    hostName: 'Teams',
    hostClientType: 'web',
    frameContext: 'content',
    ringId: 'general',
    sessionId: crypto.randomUUID(),
    appSessionId: crypto.randomUUID(),
    userLicenseType: 'Unknown',
    osLocaleInfo: {
      platform: 'windows',
      regionalFormat: 'en-gb',
      shortDate: 'dd/MM/yyyy',
      longDate: 'dd MMMM yyyy',
      shortTime: 'HH:mm',
      longTime: 'HH:mm:ss',
    },
  };
}
