/** The completions of an argument: these words, or names of files or folders. */
export type Offered = readonly string[] | 'file' | 'folder';

/** One option of a command. Without `takes` it is a flag. */
export interface Option {
  readonly name: string;
  /** The name of its text in the help, such as DIR. */
  readonly takes?: string;
  readonly says: string;
  readonly offers?: Offered;
  /** True if the option is required; the first line of the help then shows it without brackets. */
  readonly needed?: boolean;
}

/** An operand: an argument without an option name. */
export interface Operand {
  readonly name: string;
  readonly says?: string;
  readonly offers?: Offered;
  /** True if the operand is optional; the first line of the help then shows it in brackets. */
  readonly optional?: boolean;
}

/** The description of a command, the source of its help, its argument parser and its shell completion. */
export interface CommandTable {
  readonly name: string;
  /** One line for the list of all commands. */
  readonly brief: string;
  /** What it does, in paragraphs. */
  readonly does: readonly string[];
  readonly operands: readonly Operand[];
  readonly options: readonly Option[];
  /** First lines of the help, if those made from operands and options are not enough. */
  readonly forms?: readonly string[];
  /** Further text after the options. */
  readonly notes?: readonly string[];
}

/** Widest line of a help text: a terminal of 100 columns holds it. */
const WIDTH = 100;

const shown = ({ name, takes }: Option): string => (takes === undefined ? `--${name}` : `--${name} ${takes}`);

/** Breaks text at spaces into lines of a width; each line but the first has the indent, which does not count. */
export function wrapText(text: string, width: number, indent = ''): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join(`\n${indent}`);
}

function usageOf({ name, operands, options, forms }: CommandTable): string {
  if (forms !== undefined) return forms.map((form) => `evenhand ${form}`).join('\n');
  const named = options.map((option) => (option.needed === true ? shown(option) : `[${shown(option)}]`));
  const followed = operands.map((operand) => (operand.optional === true ? `[${operand.name}]` : operand.name));
  // An option and its text stay on one line.
  const parts = [...followed, ...named].map((part) => part.replaceAll(' ', '\u00A0'));
  return wrapText(['evenhand', name, ...parts].join(' '), WIDTH - 2, '  ').replaceAll('\u00A0', ' ');
}

/** The help of a command. */
export function helpOf(table: CommandTable): string {
  const rows = [
    ...table.operands.flatMap(({ name, says }) => (says === undefined ? [] : [[name, says] as const])),
    ...table.options.map((option) => [shown(option), option.says] as const),
  ];
  const longest = Math.max(0, ...rows.map(([name]) => name.length));
  const indent = ' '.repeat(longest + 4);
  const lines = rows.map(
    ([name, says]) => `  ${name.padEnd(longest)}  ${wrapText(says, WIDTH - indent.length, indent)}`,
  );
  const paragraphs = table.does.map((one) => wrapText(one, WIDTH));
  const notes = (table.notes ?? []).map((one) => wrapText(one, WIDTH));
  return `${[usageOf(table), ...paragraphs, lines.join('\n'), ...notes].filter((one) => one !== '').join('\n\n')}\n`;
}
