import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { CardWords } from '../words/cards.ts';
import { Facts } from './Facts.tsx';

const useStyles = makeStyles({
  card: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalL,
    borderRadius: tokens.borderRadiusLarge,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
    backgroundColor: tokens.colorNeutralBackground2,
    overflowWrap: 'anywhere',
    margin: 0,
  },
  heading: { fontWeight: tokens.fontWeightSemibold, fontSize: tokens.fontSizeBase400 },
  question: {
    color: tokens.colorNeutralForeground2,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
  },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  button: {
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    borderRadius: tokens.borderRadiusMedium,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
  },
});

/** A message as its reader will see it in chat; its questions and buttons are only shown. */
export function CardPreview({ card: { heading, texts, facts, questions, buttons } }: { card: CardWords }): ReactNode {
  const styles = useStyles();
  return (
    <blockquote className={styles.card}>
      <span className={styles.heading}>{heading}</span>
      {texts.map((text) => (
        <span key={text}>{text}</span>
      ))}
      {facts.length > 0 && <Facts facts={facts} />}
      {questions.map((question) => (
        <span key={question} className={styles.question}>
          {question}
        </span>
      ))}
      {buttons.length > 0 && (
        <span className={styles.buttons}>
          {buttons.map((button) => (
            <span key={button} className={styles.button}>
              {button}
            </span>
          ))}
        </span>
      )}
    </blockquote>
  );
}
