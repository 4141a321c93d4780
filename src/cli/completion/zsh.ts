import type { CommandWord, OptionWord } from "./words.ts";

export function zshScript(commands: readonly CommandWord[]): string {
  const list = commands.map(
    ({ name, about }) => `    ${single(`${name}:${about.replaceAll(":", "\\:")}`)}`,
  );
  const cases = commands.map(({ name, options, choices }) => {
    const first = choices.length > 0 ? `'1: :(${choices.join(" ")})'` : "'*: :_files'";
    return `    ${name}) _arguments ${[...options.map(specOf), first].join(" ")} ;;`;
  });
  return `#compdef dewar
# dewar: completion for zsh
_dewar() {
  local -a commands
  commands=(
${list.join("\n")}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  shift words
  (( CURRENT-- ))
  case $words[1] in
${cases.join("\n")}
  esac
}
# Found in $fpath, this file is the function's body; sourced, it must say what it is for.
if [[ "\${funcstack[1]}" == _dewar ]]; then _dewar "$@"; else compdef _dewar dewar; fi
`;
}

function specOf({ flag, about, takesValue, choices }: OptionWord): string {
  const text = about.replace(/[[\]:]/g, "\\$&");
  const value = takesValue
    ? `:${flag.slice(2)}:${choices.length > 0 ? `(${choices.join(" ")})` : ""}`
    : "";
  return single(`${flag}[${text}]${value}`);
}

const single = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
