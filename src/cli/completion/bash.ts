import type { CommandWord } from "./words.ts";

export function bashScript(commands: readonly CommandWord[]): string {
  const values = commands.flatMap(({ name, options }) =>
    options
      .filter(({ takesValue }) => takesValue)
      .map(({ flag, choices }) => `    ${name}:${flag}) words="${choices.join(" ")}" ;;`),
  );
  const words = commands.map(
    ({ name, options, choices }) =>
      `        ${name}) words="${[...choices, ...options.map(({ flag }) => flag)].join(" ")}" ;;`,
  );
  return `# dewar: completion for bash
_dewar() {
  local current="\${COMP_WORDS[COMP_CWORD]}" words
  COMPREPLY=()
  case "\${COMP_WORDS[1]}:\${COMP_WORDS[COMP_CWORD-1]}" in
${values.join("\n")}
    *)
      if (( COMP_CWORD == 1 )); then
        words="${commands.map(({ name }) => name).join(" ")} --help --version"
      else case "\${COMP_WORDS[1]}" in
${words.join("\n")}
      esac; fi ;;
  esac
  COMPREPLY=( $(compgen -W "$words" -- "$current") )
}
# Where none of it fits, a file name does.
complete -o default -F _dewar dewar
`;
}
