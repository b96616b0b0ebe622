import { Toast, ToastBody, ToastTitle, useToastController } from '@fluentui/react-components';
import { createElement } from 'react';

export const TOASTER = 'sandbox-toaster';

/** Shows a short message at the edge of the page. */
export function useNotices() {
  const { dispatchToast } = useToastController(TOASTER);
  return (title: string, text?: string, intent: 'info' | 'success' | 'error' = 'info') => {
    const parts = [createElement(ToastTitle, { key: 'title' }, title)];
    if (text !== undefined) parts.push(createElement(ToastBody, { key: 'text' }, text));
    dispatchToast(createElement(Toast, null, parts), { intent });
  };
}
