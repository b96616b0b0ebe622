import './tab.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App, loadLanding } from './App.tsx';
import { deepLinkPath } from './deep-link.ts';
import { connect } from './host.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element "root"');

// A page that was open while the server was updated asks for parts that are gone: it starts anew instead.
window.addEventListener('vite:preloadError', () => window.location.reload());

const [connection] = await Promise.all([connect(), loadLanding(window.location.pathname)]);
window.history.replaceState(null, '', deepLinkPath(window.location.pathname, connection.host?.subPage ?? null));
createRoot(root).render(
  <StrictMode>
    <App connection={connection} />
  </StrictMode>,
);
