// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Test} from "forge-std/Test.sol";

/// @notice A test on mainnet's protocols: on a fork where `MAINNET_RPC_URL` is set, otherwise on the prepared state of the replica.
/// @dev `BALLAST_REPLICA` names another folder with `allocs.json` and `block.json`, as `prepareReplica` writes them.
abstract contract ReplicaTest is Test {
    function setUp() public virtual {
        string memory rpcUrl = vm.envOr("MAINNET_RPC_URL", string(""));
        if (bytes(rpcUrl).length != 0) {
            vm.createSelectFork(rpcUrl);
            return;
        }
        string memory folder = vm.envOr("BALLAST_REPLICA", string(".ballast/replica/current"));
        string memory allocs = string.concat(folder, "/allocs.json");
        require(
            vm.exists(allocs),
            string.concat("No replica in ", folder, ": run `npm test`, which prepares it, or set MAINNET_RPC_URL.")
        );
        string memory blockJson = vm.readFile(string.concat(folder, "/block.json"));
        vm.loadAllocs(allocs);
        vm.chainId(vm.parseJsonUint(blockJson, ".chainId"));
        vm.roll(vm.parseJsonUint(blockJson, ".number"));
        vm.warp(vm.parseJsonUint(blockJson, ".timestamp"));
    }
}
