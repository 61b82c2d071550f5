// `npm start`: installs and builds what is missing, then is the service: signals and exit code are its own.
import { build } from './build.mjs';
import { install } from './install.mjs';
import { onOwnNode } from './runtime.mjs';

const HELP = `npm start: the Evenhand service. It installs and builds what is missing, then listens on http://127.0.0.1:3000.

Settings are environment variables; these are the ones most asked for, apps/service/README.md has all:

  EVENHAND_PORT=8080           another TCP port, 0 for any
  EVENHAND_DATA=/var/evenhand  folder of the ledger (default: data)
  EVENHAND_MODE=production     starts empty, without the made-up year, and refuses what is unsafe

Ctrl-C ends it: requests under way are answered first. Nothing else may follow npm start but --help.
`;

const args = process.argv.slice(2);
if (args.includes('--help') || args.includes('-h')) {
  process.stdout.write(HELP);
  process.exit(0);
}
if (args.length > 0) {
  process.stderr.write(`npm start takes no ${args[0]}: settings are environment variables; try npm start -- --help\n`);
  process.exit(64);
}
if (!install()) process.exit(1);
await onOwnNode();
if (!build({ narrates: true })) process.exit(1);
await import('../../dist/apps/service/main.js');
