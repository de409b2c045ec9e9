import type { Command, OptionValues } from '@commander-js/extra-typings';

/** `--json`, which every command has. */
export function withJson<Args extends unknown[], Options extends OptionValues>(command: Command<Args, Options>) {
  return command.option('--json', 'print one JSON object on stdout; amounts are decimal strings in wei');
}

/** The options of a command that needs a node and nothing else. */
export function withNode<Args extends unknown[], Options extends OptionValues>(command: Command<Args, Options>) {
  return withJson(command)
    .option('--config <path>', 'configuration file (default: ballast.toml where there is one)')
    .option('--rpc <url>', 'JSON-RPC endpoint of the node (default: http://127.0.0.1:8545)');
}

/** The options of a command that needs settings and a node. */
export function withSession<Args extends unknown[], Options extends OptionValues>(command: Command<Args, Options>) {
  return withNode(command)
    .option('--chain-id <id>', 'chain id that the node must report (default: 1)')
    .option('--data-dir <path>', 'folder of deployment records and journal (default: .ballast)')
    .option('--name <name>', 'name of the deployment record (default: wsteth)');
}

/** The options of a command that works on one vault. */
export function withVault<Args extends unknown[], Options extends OptionValues>(command: Command<Args, Options>) {
  return withSession(command).option('--vault <address>', 'the vault (default: the one in the deployment record)');
}
