import type { CommandWord } from "./words.ts";

export function fishScript(commands: readonly CommandWord[]): string {
  const lines = commands.flatMap(({ name, about, options, choices }) => {
    const here = `complete -c dewar -n '__fish_seen_subcommand_from ${name}'`;
    return [
      `complete -c dewar -f -n __fish_use_subcommand -a ${name} -d ${single(about)}`,
      ...(choices.length > 0 ? [`${here} -f -a ${single(choices.join(" "))}`] : []),
      ...options.map((option) => {
        const value = option.takesValue ? ` -x -a ${single(option.choices.join(" "))}` : "";
        return `${here} -l ${option.flag.slice(2)}${value} -d ${single(option.about)}`;
      }),
    ];
  });
  return `# dewar: completion for fish\n${lines.join("\n")}\n`;
}

const single = (text: string): string => `'${text.replace(/[\\']/g, "\\$&")}'`;
