import { ask, misuse } from './arguments.js';
import type { CommandTable, Offered } from './command.js';
import { write } from './output.js';

const SHELLS = ['bash', 'zsh', 'fish'] as const;

export const table: CommandTable = {
  name: 'completion',
  brief: 'a script that completes these commands in a shell',
  does: [
    'Writes a script that makes a shell complete the commands of evenhand, their options and what these take. ' +
      'bash and zsh: eval "$(evenhand completion bash)", or zsh, in the start-up file; fish: evenhand completion fish | source.',
  ],
  operands: [{ name: 'SHELL', says: `one of ${SHELLS.join(', ')}`, offers: SHELLS }],
  options: [],
};

/** `evenhand completion`: made from the tables that the commands read their own arguments by. */
export async function run(args: readonly string[], loadTables: () => Promise<readonly CommandTable[]>): Promise<void> {
  const [shell = ''] = ask(args, table).positionals;
  const tables = await loadTables();
  if (shell === 'bash') write(bashScript(tables));
  else if (shell === 'zsh') write(`autoload -U +X bashcompinit && bashcompinit\n${bashScript(tables)}`);
  else if (shell === 'fish') write(fishScript(tables));
  else throw misuse(`there is no completion for ${shell} (right: one of ${SHELLS.join(', ')})`);
}

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** The bash code that completes an argument. */
function bashReply(offers: Offered | undefined): string {
  if (offers === undefined) return ':';
  const source = typeof offers === 'string' ? (offers === 'file' ? '-f' : '-d') : `-W ${quoted(offers.join(' '))}`;
  return `COMPREPLY=($(compgen ${source} -- "$word"))`;
}

function bashCommand({ name, options, operands }: CommandTable): string {
  const taking = options.filter(({ takes }) => takes !== undefined);
  const ofOptions = taking.map(
    (one) => `      ${quoted(`${name} --${one.name}`)}) ${bashReply(one.offers)}; return ;;`,
  );
  const words = options.map((one) => `--${one.name}`).concat('--help');
  const ofOperands = operands.map(
    (one, place) => `      ${quoted(`${name} ${place + 1}`)}) ${bashReply(one.offers)} ;;`,
  );
  return [...ofOptions, `      ${quoted(`${name} -`)}) ${bashReply(words)} ;;`, ...ofOperands].join('\n');
}

function bashScript(tables: readonly CommandTable[]): string {
  const names = tables.map(({ name }) => name).concat('--help', '--version');
  return `_evenhand() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" command="\${COMP_WORDS[1]}" place=0 at
  COMPREPLY=()
  if [ "$COMP_CWORD" -le 1 ]; then ${bashReply(names)}; return; fi
  for ((at = 2; at <= COMP_CWORD; at += 1)); do
    case "\${COMP_WORDS[at]}" in -*) ;; *) place=$((place + 1)) ;; esac
  done
  case "$word" in -*) place=- ;; esac
  local asked
  for asked in "$command $before" "$command $place"; do
    case "$asked" in
${tables.map(bashCommand).join('\n')}
    esac
  done
}
complete -o filenames -F _evenhand evenhand
`;
}

function fishScript(tables: readonly CommandTable[]): string {
  const names = tables.map(({ name }) => name).join(' ');
  const lines = tables.flatMap(({ name, brief, options, operands }) => [
    `complete -c evenhand -n ${quoted(`not __fish_seen_subcommand_from ${names}`)} -a ${name} -d ${quoted(brief)}`,
    ...options.map(
      (one) =>
        `complete -c evenhand -n ${seen(name)} -l ${one.name}${one.takes === undefined ? '' : ` -r ${fishOffer(one.offers)}`} -d ${quoted(one.says)}`,
    ),
    ...operands.map(({ offers }) => `complete -c evenhand -n ${seen(name)} ${fishOffer(offers)}`),
  ]);
  return `complete -c evenhand -f\n${lines.map((line) => line.replaceAll(/ +/g, ' ').trimEnd()).join('\n')}\n`;
}

const seen = (name: string): string => quoted(`__fish_seen_subcommand_from ${name}`);

function fishOffer(offers: Offered | undefined): string {
  if (offers === undefined) return '';
  if (typeof offers === 'string') return offers === 'file' ? '-F' : "-x -a '(__fish_complete_directories)'";
  return `-x -a ${quoted(offers.join(' '))}`;
}
