import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
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

type Props = {
  heading: string;
  texts?: string[];
  facts?: { name: string; value: string }[];
  buttons?: string[];
};

/** A message as its reader will see it in chat; its buttons are only shown. */
export function CardPreview({ heading, texts = [], facts = [], buttons = [] }: Props): ReactNode {
  const styles = useStyles();
  return (
    <blockquote className={styles.card}>
      <span className={styles.heading}>{heading}</span>
      {texts.map((text) => (
        <span key={text}>{text}</span>
      ))}
      {facts.length > 0 && <Facts facts={facts} />}
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
