import { makeStyles } from '@fluentui/react-components';
import type { ThemeName } from '../theme.ts';

const useStyles = makeStyles({ frame: { flex: '1', minHeight: '200px', width: '100%', border: 'none' } });

type Props = { html: string; comment: string | undefined; theme: ThemeName };

/** A mail's own HTML in a frame that runs nothing; its links open in windows of their own. */
export function MailBody({ html, comment, theme }: Props) {
  const styles = useStyles();
  const words = comment ? `<p>${comment.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)}</p>` : '';
  const scheme = theme === 'light' ? 'light' : 'dark';
  const page = `<!doctype html><html lang="en-GB"><head><base target="_blank"><meta name="color-scheme" content="${scheme}">
    <style>:root { color-scheme: ${scheme}; } body { margin: 0 24px 24px; max-width: 60ch; overflow-wrap: anywhere;
    font: 14px/20px 'Segoe UI', system-ui, sans-serif; }</style></head><body>${words}${html}</body></html>`;
  return (
    <iframe
      className={styles.frame}
      title="Message"
      sandbox="allow-popups allow-popups-to-escape-sandbox"
      srcDoc={page}
    />
  );
}
