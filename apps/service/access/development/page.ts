import { escaped } from '../../api/html.js';
import { demonstrationAccounts } from './accounts.js';

/** The page of the built-in issuer: a button for each account. */
export function accountsPage(action: string): string {
  const buttons = demonstrationAccounts.map(
    ({ subject, label }) => `<p><button name="account" value="${escaped(subject)}">${escaped(label)}</button></p>`,
  );
  const head =
    '<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Sign in to the demonstration</title>';
  const words = '<p>These accounts belong to the made-up council of the demonstration. They need no password.</p>';
  const form = `<form method="post" action="${escaped(action)}">${buttons.join('')}</form>`;
  return `<!doctype html><html lang="en-GB"><head>${head}</head><body><main><h1>Sign in to the demonstration</h1>${words}${form}</main></body></html>`;
}
