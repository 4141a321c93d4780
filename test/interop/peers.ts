// One peer for each Flask, for describe.each.
import { FLASKS, Peer } from "./peer.ts";

/** Whoever uses them closes them. */
export const PEERS = FLASKS.map(({ version, python }) => ({ version, peer: new Peer(python) }));
