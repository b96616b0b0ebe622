import { FluentProvider, ProgressBar, makeStyles, tokens } from '@fluentui/react-components';
import { AdaptiveCard, ExecuteAction, OpenUrlAction, SubmitAction } from 'adaptivecards';
import type { Action } from 'adaptivecards';
import { useEffect, useRef, useState } from 'react';
import type { PressOutcome, PressedAction } from '../api.ts';
import { TEAMS } from '../theme.ts';
import type { ThemeName } from '../theme.ts';
import './card.css';
import { CARD_HOST } from './card-host-config.ts';
import { inertMarkdown } from './inert-markdown.ts';

AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = inertMarkdown(text);
  result.didProcess = true;
};

const useStyles = makeStyles({
  provider: { backgroundColor: 'transparent' },
  after: { marginTop: tokens.spacingVerticalXS, fontSize: tokens.fontSizeBase200 },
  failed: { color: tokens.colorPaletteRedForeground1 },
});

type Props = {
  content: unknown;
  theme: ThemeName;
  /** Sends the pressed button and resolves with what the person is to see. */
  onPress: (action: PressedAction) => Promise<PressOutcome>;
  onOpenLink: (url: string) => void;
};

/** A bot's card as Teams draws it: inputs that are checked, buttons that work, what went wrong below it. */
export function CardView({ content, theme, onPress, onOpenLink }: Props) {
  const styles = useStyles();
  const place = useRef<HTMLDivElement>(null);
  const [pending, setPending] = useState(false);
  const [outcome, setOutcome] = useState<PressOutcome>();
  function press(action: PressedAction): void {
    if (pending) return;
    setPending(true);
    setOutcome(undefined);
    void onPress(action)
      .then(setOutcome, (error: Error) => setOutcome({ replaced: false, failed: true, message: error.message }))
      .finally(() => setPending(false));
  }

  // The card is drawn once; what it calls must be the newest, not that of the first drawing.
  const current = useRef({ press, onOpenLink });
  useEffect(() => {
    current.current = { press, onOpenLink };
  });

  const written = JSON.stringify(content);
  useEffect(() => {
    const card = new AdaptiveCard();
    card.hostConfig = CARD_HOST;
    card.onExecuteAction = (action) => {
      const pressed = asPressed(action);
      if (pressed) current.current.press(pressed);
      else if (action instanceof OpenUrlAction) current.current.onOpenLink(action.url ?? '');
    };
    card.onAnchorClicked = (_element, anchor) => {
      current.current.onOpenLink(anchor.href);
      return true;
    };
    card.parse(JSON.parse(written));
    const element = card.render();
    place.current!.replaceChildren(...(element ? [element] : []));
  }, [written]);

  return (
    <FluentProvider theme={TEAMS[theme]} className={styles.provider}>
      <div className="card" style={{ colorScheme: theme === 'light' ? 'light' : 'dark' }} aria-busy={pending}>
        {pending && <ProgressBar thickness="medium" aria-label="Sending your answer" />}
        <div ref={place} inert={pending} />
      </div>
      {outcome?.message && (
        <div className={styles.after} role={outcome.failed ? 'alert' : 'status'}>
          <span className={outcome.failed ? styles.failed : undefined}>{outcome.message}</span>
        </div>
      )}
    </FluentProvider>
  );
}

function asPressed(action: Action): PressedAction | undefined {
  if (action instanceof ExecuteAction) {
    return { type: 'Action.Execute', data: action.data ?? {}, ...(action.verb ? { verb: action.verb } : {}) };
  }
  return action instanceof SubmitAction ? { type: 'Action.Submit', data: action.data ?? {} } : undefined;
}
