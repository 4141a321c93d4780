import { Argument, type Command } from "commander";
import { answering, type CommonOptions, command } from "./command.ts";
import { bashScript } from "./completion/bash.ts";
import { fishScript } from "./completion/fish.ts";
import { wordsOf } from "./completion/words.ts";
import { zshScript } from "./completion/zsh.ts";

const SCRIPTS = { bash: bashScript, zsh: zshScript, fish: fishScript };
type Shell = keyof typeof SCRIPTS;

/** @param program - the command line whose commands and options are completed */
export const completion = (program: Command): Command =>
  command(
    "completion",
    "Print a script that lets your shell complete dewar's commands and options.",
    [
      ["completion bash >> ~/.bashrc", "bash"],
      ["completion zsh > ~/.zfunc/_dewar", "zsh; the folder must be in $fpath"],
      ["completion fish > ~/.config/fish/completions/dewar.fish", "fish"],
    ],
  )
    .addArgument(new Argument("<shell>", "the shell").choices(Object.keys(SCRIPTS)))
    .action(
      answering((shell: Shell, _options: CommonOptions) => {
        const script = SCRIPTS[shell](wordsOf(program));
        return { json: { shell, script }, text: () => script };
      }),
    );
